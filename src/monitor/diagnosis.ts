import type { Platform } from '../collect/collector';
import type { CheckReport } from '../core/checks/check';
import { CheckEngine } from '../core/checks/engine';
import { defaultThresholds, type Thresholds } from '../core/checks/thresholds';
import type { Owners } from '../core/sockets/rows';
import type { ProcessFacts } from '../core/system/processFacts';
import type { Pass } from './reader';

/** Readings that follow each other are this far apart at most, or twice as far as the last two were. Milliseconds. */
const usualGapMs = 10_000;

/** Runs the checks over each reading once, and keeps what they said of the last. */
export class Diagnosis {
  private readonly engine = new CheckEngine();
  private last: CheckReport | undefined;
  private lastGapMs = 0;
  /** Held by a debugger, which /proc does not show: the program waits for its debugger as for anything else. */
  private halted: ReadonlySet<number> = new Set();

  constructor(
    private readonly platform: Pick<Platform, 'processes' | 'processFacts'>,
    private readonly owners: Owners,
  ) {}

  configure(thresholds: Partial<Thresholds>): void {
    this.engine.thresholds = { ...defaultThresholds, ...thresholds };
  }

  /** Holds from the next reading on. */
  setHalted(pids: readonly number[]): void {
    this.halted = new Set(pids);
  }

  of({ tracked, system, details }: Pass): CheckReport {
    const { takenAt } = tracked.table;
    if (this.last?.takenAt !== takenAt) {
      this.forgetAcross(takenAt - (this.last?.takenAt ?? takenAt));
      const { processes, processFacts } = this.platform;
      const began = performance.now();
      const report = this.engine.run({
        tracked,
        system,
        owners: this.owners,
        ...(processFacts && { processes: this.withHalted(processFacts) }),
        ...(details && { details: answersOf(details) }),
        nameOf: pid => processes.find(pid)?.name,
      });
      this.last = { ...report, costMs: performance.now() - began };
    }
    return this.last;
  }

  private forgetAcross(gapMs: number): void {
    if (gapMs > Math.max(usualGapMs, 2 * this.lastGapMs)) {
      this.engine.forget();
    }
    this.lastGapMs = gapMs;
  }

  private withHalted(facts: ProcessFacts): ProcessFacts {
    return {
      openFilesLimit: pid => facts.openFilesLimit(pid),
      openFiles: pid => facts.openFiles(pid),
      isStopped: pid => this.halted.has(pid) || facts.isStopped(pid),
    };
  }
}

/** One unanswered question is no reason to lose the reading; if netlink has failed, the next reading says so. */
function answersOf(details: NonNullable<Pass['details']>): NonNullable<Pass['details']> {
  return row => {
    try {
      return details(row);
    } catch {
      return undefined;
    }
  };
}
