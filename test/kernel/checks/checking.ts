import type { Platform } from '../../../src/collect/collector';
import { CheckEngine } from '../../../src/core/checks/engine';
import type { Finding } from '../../../src/core/checks/finding';
import { defaultThresholds, type Thresholds } from '../../../src/core/checks/thresholds';
import { Tracker } from '../../../src/core/history/tracker';

export interface CheckingOptions {
  /** In the place of the defaults. */
  thresholds?: Partial<Thresholds>;
  /** In the place of what the kernel says, for limits of the whole machine that a test must not change. */
  sysctls?: Readonly<Record<string, number>>;
}

/**
 * Real readings through the real tracker and all checks, as the monitor makes them. Only the time that a reading says it was
 * taken at is moved forward, by as much as a test says it is later: so a check sees the age of a minute at once, and is
 * proven with the thresholds that it has by default. What the kernel counts and times itself (retransmissions, probes,
 * TIME-WAIT) is not moved, and a test waits for it.
 */
export class Checking {
  private readonly collector;
  private readonly tracker = new Tracker();
  private readonly engine = new CheckEngine();
  private sysctls: Readonly<Record<string, number>>;
  private aheadMs = 0;

  constructor(
    private readonly platform: Platform,
    { thresholds, sysctls = {} }: CheckingOptions,
  ) {
    this.collector = platform.openCollector('auto').collector;
    this.engine.thresholds = { ...defaultThresholds, ...thresholds };
    this.sysctls = sysctls;
  }

  /** Another limit from now on, as when somebody has raised it. */
  changeLimits(sysctls: Readonly<Record<string, number>>): void {
    this.sysctls = sysctls;
  }

  /** @param laterMs than the last one and the time since */
  findings(laterMs: number): readonly Finding[] {
    this.aheadMs += laterMs;
    const { table } = this.collector.read(true);
    Object.assign(table, { takenAt: table.takenAt + this.aheadMs });
    const { processes, processFacts, timeWaitMs } = this.platform;
    while (processes.update(table, Infinity).some(({ code }) => code === 'processes-pending')) {
      // Until the owner of every socket is known.
    }
    const facts = this.platform.readSystem();
    const system = {
      ...facts,
      sysctls: { ...facts.sysctls, ...this.sysctls },
      showsBoundSockets: this.collector.showsBoundSockets,
    };
    const tracked = this.tracker.update(table, {
      ephemeralPorts: system.ephemeralPorts!,
      ...(timeWaitMs !== undefined && { timeWaitMs }),
    });
    return this.engine.run({
      tracked,
      system,
      owners: processes,
      ...(processFacts && { processes: processFacts }),
      details: row => this.collector.details!(table, row),
      nameOf: pid => processes.find(pid)?.name,
    }).findings;
  }
}
