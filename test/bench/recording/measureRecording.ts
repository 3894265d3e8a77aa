import { Child } from '../child';
import type { RecordingResults } from '../results';
import type { RecordingFunctions } from './recorded';

/** A call answers within two minutes, on a busy machine too. */
const stepSeconds = 60;
const readings = { usual: 40, quick: 15 };

/** What recording costs: on simulated sockets over minutes and an hour, and beside the reading of real ones. */
export async function measureRecording(
  sockets: number,
  connectionsPerSecond: number,
  quick: boolean,
): Promise<RecordingResults> {
  const lengths = quick ? [900] : [900, 3_600];
  const child = new Child<RecordingFunctions>('recorded.js');
  try {
    const real = await child.call.readReal(quick ? readings.quick : readings.usual);
    const simulated = [];
    for (const seconds of lengths) {
      await child.call.begin(sockets, connectionsPerSecond);
      for (let done = 0; done < seconds; done += stepSeconds) {
        await child.call.advance(stepSeconds);
      }
      simulated.push(await child.call.end());
    }
    return { real, simulated };
  } finally {
    await child.stop();
  }
}
