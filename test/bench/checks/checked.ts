// A child process of the benchmark: reads real sockets and runs all checks over each reading, as the monitor does.
import { openPlatform } from '../../../src/collect/platform';
import { CheckEngine } from '../../../src/core/checks/engine';
import { Tracker } from '../../../src/core/history/tracker';
import { serve } from '../childEnd';
import type { ChecksResults } from '../results';

export interface CheckedFunctions {
  /** Reads what is there so many times, and checks each reading. */
  check(readings: number): ChecksResults;
}

/** What some checks do only now and then must be in the figures as often as it is with a monitor that reads this often. */
const everyMs = 2_000;
/** Until code is compiled and every process is known. */
const warmUps = 10;

class Checked implements CheckedFunctions {
  check(readings: number): ChecksResults {
    const platform = openPlatform(process.platform)!;
    const { collector } = platform.openCollector('auto');
    const tracker = new Tracker();
    const engine = new CheckEngine();
    const results = {
      sockets: 0,
      findings: 0,
      readMs: [] as number[],
      trackMs: [] as number[],
      checksMs: [] as number[],
    };
    for (let reading = -warmUps; reading < readings; reading++) {
      const began = performance.now();
      const { table } = collector.read();
      const read = performance.now();
      Object.assign(table, { takenAt: table.takenAt + reading * everyMs });
      const system = { ...platform.readSystem(), showsBoundSockets: collector.showsBoundSockets };
      platform.processes.update(table, Infinity);
      const resolved = performance.now();
      const tracked = tracker.update(table, {
        ephemeralPorts: system.ephemeralPorts!,
        timeWaitMs: platform.timeWaitMs!,
      });
      const followed = performance.now();
      const { findings } = engine.run({
        tracked,
        system,
        owners: platform.processes,
        ...(platform.processFacts && { processes: platform.processFacts }),
        ...(collector.details && { details: row => collector.details!(table, row) }),
        nameOf: pid => platform.processes.find(pid)?.name,
      });
      if (reading >= 0) {
        results.readMs.push(read - began);
        results.trackMs.push(followed - resolved);
        results.checksMs.push(performance.now() - followed);
        results.sockets = table.length;
        results.findings = findings.length;
      }
    }
    collector.close();
    return results;
  }
}

serve(new Checked());
