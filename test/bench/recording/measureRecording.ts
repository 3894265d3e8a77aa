import { Child } from '../child';
import type { RecordingResults } from '../results';
import type { RecordingFunctions } from './recorded';

/** A call answers within two minutes, on a busy machine too. */
const stepSeconds = 60;
const readings = { usual: 40, quick: 15 };
/** Told of one recording as it gets longer; memory is full after some 20 minutes. Seconds. */
const lengths = { usual: [900, 3_600], quick: [900, 1_800] };

/** What recording costs: on simulated sockets over minutes and an hour, and beside the reading of real ones. */
export async function measureRecording(
  sockets: number,
  connectionsPerSecond: number,
  quick: boolean,
): Promise<RecordingResults> {
  const child = new Child<RecordingFunctions>('recorded.js');
  try {
    const real = await child.call.readReal(quick ? readings.quick : readings.usual);
    const simulated = [];
    const told = quick ? lengths.quick : lengths.usual;
    await child.call.begin(sockets, connectionsPerSecond);
    for (let seconds = stepSeconds; seconds <= told.at(-1)!; seconds += stepSeconds) {
      await child.call.advance(stepSeconds);
      if (told.includes(seconds)) {
        simulated.push(await child.call.figures());
      }
    }
    return { real, simulated };
  } finally {
    await child.stop();
  }
}
