// A child process of the benchmark: records simulated sockets, and real ones.
import { openPlatform } from '../../../src/collect/platform';
import { Tracker } from '../../../src/core/history/tracker';
import { encodeRecording } from '../../../src/core/recording/encode';
import { Recorder } from '../../../src/core/recording/recorder';
import { reconstruct } from '../../../src/core/recording/reconstruct';
import type { Owners } from '../../../src/core/sockets/rows';
import type { ProcessInfo } from '../../../src/core/system/processInfo';
import { pack } from '../../../src/monitor/recordingFile';
import { serve } from '../childEnd';
import type { RecordedMinutes, RecordedReadings } from '../results';
import { SimulatedMachine } from './simulatedMachine';

export interface RecordingFunctions {
  /** Begins with simulated sockets of which so many connections a second are replaced. */
  begin(sockets: number, connectionsPerSecond: number): void;
  /** Records so many more seconds of them. */
  advance(seconds: number): void;
  /** What has been recorded of them so far. */
  figures(): Promise<RecordedMinutes>;
  /** Reads what is there so many times, and records each reading. */
  readReal(readings: number): RecordedReadings;
}

const facts = { ephemeralPorts: { low: 32_768, high: 60_999 }, timeWaitMs: 60_000 };
const processes: readonly ProcessInfo[] = Array.from({ length: 50 }, (_, pid) => ({
  pid,
  name: `worker-${pid}`,
  command: `node worker.js --shard ${pid}`,
  startTicks: pid,
  parentPid: 1,
  uid: 1_000,
}));
const simulatedOwners: Owners = {
  ownersOf: inode => [processes[inode % processes.length]!],
  whyNone: () => 'not-resolved',
};

interface Simulated {
  readonly sockets: number;
  readonly connectionsPerSecond: number;
  readonly machine: SimulatedMachine;
  readonly tracker: Tracker;
  readonly recorder: Recorder;
  readonly recordMs: number[];
  mostBytes: number;
}

class Recorded implements RecordingFunctions {
  private simulated: Simulated | undefined;

  begin(sockets: number, connectionsPerSecond: number): void {
    this.simulated = {
      sockets,
      connectionsPerSecond,
      machine: new SimulatedMachine(sockets, connectionsPerSecond, Date.UTC(2026, 10, 22)),
      tracker: new Tracker(),
      recorder: new Recorder(),
      recordMs: [],
      mostBytes: 0,
    };
    this.simulated.recorder.startKeeping(0);
  }

  advance(seconds: number): void {
    const simulated = this.simulated!;
    const { machine, tracker, recorder, recordMs } = simulated;
    for (let second = 0; second < seconds; second++) {
      const tracked = tracker.update(machine.read(), facts);
      const began = performance.now();
      recorder.add(tracked, { owners: simulatedOwners, transitions: tracker.counts, source: 'captured' });
      recordMs.push(performance.now() - began);
      simulated.mostBytes = Math.max(simulated.mostBytes, recorder.bytes);
    }
  }

  async figures(): Promise<RecordedMinutes> {
    const { sockets, connectionsPerSecond, recorder, recordMs, mostBytes } = this.simulated!;
    const { recording } = recorder;
    const { moments } = recording;
    const reconstructMs = moments.map(moment => {
      const began = performance.now();
      reconstruct(recording, moment);
      return performance.now() - began;
    });
    const file = await pack(encodeRecording(recording, { machine: '', platform: 'linux', writtenBy: 'bench' }));
    const last = recording.timeOf(moments.at(-1)!);
    return {
      sockets,
      connectionsPerSecond,
      seconds: recordMs.length,
      moments: moments.length,
      backSeconds: (last - recording.timeOf(moments[0]!)) / 1_000,
      mostBytes,
      fileBytes: file.length,
      residentBytes: process.memoryUsage.rss(),
      recordMs: [...recordMs],
      reconstructMs,
    };
  }

  readReal(readings: number): RecordedReadings {
    const platform = openPlatform(process.platform)!;
    const { collector } = platform.openCollector('sock_diag');
    const tracker = new Tracker();
    const recorder = new Recorder();
    const result: RecordedReadings = { sockets: 0, readMs: [], recordMs: [] };
    for (let reading = 0; reading < readings; reading++) {
      const began = performance.now();
      const { table } = collector.read(true);
      const tracked = tracker.update(table, facts);
      const read = performance.now();
      recorder.add(tracked, { owners: platform.processes, transitions: tracker.counts, source: 'sock_diag' });
      result.recordMs.push(performance.now() - read);
      result.readMs.push(read - began);
      result.sockets = table.length;
    }
    return result;
  }
}

serve(new Recorded());
