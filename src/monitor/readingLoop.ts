import { CollectorError, type Network, type Platform } from '../collect/collector';
import { Tracker } from '../core/history/tracker';
import type { Problem } from '../core/sockets/problem';
import type { MonitorOptions, ReadingCost } from '../protocol/monitor';
import { Pace } from './pace';
import { ProcessorClock } from './processorClock';
import { Reader, type Pass } from './reader';

/** Delay before the walk over processes goes on while somebody waits for the first names. Milliseconds. */
const walkDelayMs = 50;
/** So many times it goes on at that speed, a second of work at most; what is left is spread over the readings to come. */
const mostHurriedWalks = 20;
/** A fresh answer waits for the walk over processes this many ticks at most: two seconds. */
const mostWalkTicks = 40;

/** What the loop tells. */
export interface ReadingEvents {
  /** A reading that the views show. */
  read(pass: Pass, pace: Pick<ReadingCost, 'nextDelayMs' | 'load'>): void;
  failed(problem: Problem): void;
}

/** Decides when to read, and keeps the last reading. */
export class ReadingLoop {
  readonly tracker = new Tracker();
  private readonly reader: Reader;
  private readonly pace: Pace;
  private readonly clock = new ProcessorClock();
  private needed = false;
  private paused = false;
  private hurriedWalks = 0;
  private timer: NodeJS.Timeout | undefined;
  /** What the views show. */
  private shown: Pass | undefined;
  /** The newest pass of all, which a paused view does not show. */
  private newest: Pass | undefined;
  /** Follows the readings that answer questions while the view is paused. */
  private aside: Tracker | undefined;

  constructor(
    platform: Platform,
    network: Network,
    { intervalMs, source, resolveProcesses }: MonitorOptions,
    private readonly events: ReadingEvents,
  ) {
    this.reader = new Reader(platform, network, source, resolveProcesses);
    this.pace = new Pace(intervalMs);
  }

  get last(): Pass | undefined {
    return this.shown;
  }

  configure({ intervalMs, source, resolveProcesses }: MonitorOptions): void {
    this.pace.setInterval(intervalMs);
    this.reader.configure(source, resolveProcesses);
    this.schedule(0);
  }

  /** Whether it goes on by itself: somebody looks, or wants it recorded. */
  setNeeded(needed: boolean): void {
    this.needed = needed;
    this.schedule(0);
  }

  /** Somebody has just begun to look, and waits for the names of processes. */
  hurry(): void {
    this.hurriedWalks = 0;
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.aside = undefined;
    this.schedule(0);
  }

  /** Reads at once, even when paused. */
  tick(): void {
    try {
      const pass = this.read();
      if (!isWalking(pass)) {
        this.hurriedWalks = mostHurriedWalks;
      }
      this.scheduleAfter(pass);
    } catch (error) {
      this.events.failed(toProblem(error));
      this.schedule(this.pace.failed());
    }
  }

  /**
   * A fresh reading with its processes found, as far as that is done within two seconds. While it waits, the tracker may go
   * on: then the newest pass is the answer, because an older one's rows no longer have their ages.
   */
  async readFully(): Promise<Pass> {
    let pass = this.readToAnswer();
    let pending = isWalking(pass);
    for (let tick = 0; pending && tick < mostWalkTicks; tick++) {
      await new Promise(resolve => setImmediate(resolve));
      pass = this.newest ?? pass;
      pending = !this.reader.continueProcesses(pass.tracked);
    }
    return pending
      ? pass
      : { ...pass, problems: pass.problems.filter(problem => problem.code !== 'processes-pending') };
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.reader.close();
  }

  private readToAnswer(): Pass {
    try {
      return this.read(true);
    } catch (error) {
      this.events.failed(toProblem(error));
      throw error;
    }
  }

  private schedule(delayMs: number, act = () => this.tick()): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    // A monitor that took over while paused still has to show something.
    if (this.needed && (!this.paused || this.shown === undefined)) {
      this.timer = setTimeout(act, delayMs);
    }
  }

  private scheduleAfter(pass: Pass): void {
    if (this.hurriedWalks < mostHurriedWalks) {
      this.schedule(walkDelayMs, () => this.hurryWalk(pass));
    } else {
      this.schedule(this.pace.delayMs);
    }
  }

  /**
   * Goes on with the first walk over processes, without reading the sockets again. Where connections come and go, a walk
   * is hardly ever finished: later it goes on with each reading, as the pace allows.
   */
  private hurryWalk(pass: Pass): void {
    this.hurriedWalks += 1;
    const finished = this.reader.continueProcesses(pass.tracked);
    // What the start costs is no measure of what follows.
    this.clock.lap();
    if (finished) {
      this.hurriedWalks = mostHurriedWalks;
      this.tick();
    } else {
      this.scheduleAfter(pass);
    }
  }

  /** @param toAnswer somebody asked a question: what a paused view shows stays as it is, and nothing is told */
  private read(toAnswer = false): Pass {
    if (toAnswer && this.paused && this.shown !== undefined) {
      this.aside ??= this.tracker.copy();
      this.newest = this.reader.read(this.aside, true);
      return this.newest;
    }
    const pass = this.reader.read(this.tracker, toAnswer);
    this.shown = pass;
    this.newest = pass;
    const nextDelayMs = this.pace.succeeded(Math.max(pass.totalMs, this.clock.lap()));
    this.events.read(pass, { nextDelayMs, load: this.pace.load });
    return pass;
  }
}

function isWalking({ problems }: Pass): boolean {
  return problems.some(problem => problem.code === 'processes-pending');
}

function toProblem(error: unknown): Problem {
  return error instanceof CollectorError ? error.problem : { code: 'no-source', detail: String(error) };
}
