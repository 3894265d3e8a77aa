import { CollectorError, type Platform } from '../collect/collector';
import { reportPort } from '../core/checks/reportPort';
import { checkStates } from '../core/checks/stateChecks';
import { Tracker } from '../core/history/tracker';
import { CountHistory } from '../core/recording/countHistory';
import { parseIdentity } from '../core/sockets/identity';
import type { Problem } from '../core/sockets/problem';
import type {
  BrowseReply,
  BrowseRequest,
  MonitorEvents,
  MonitorFunctions,
  MonitorOptions,
  ProcessTarget,
  SearchReply,
  SocketQuery,
  Trace,
} from '../protocol/monitor';
import type { Moment, OpenOutcome, RecordingStatus, SaveOutcome, Timeline } from '../protocol/recording';
import { Browser } from './browser';
import { FrameMaker } from './frame';
import { Pace } from './pace';
import { ProcessorClock } from './processorClock';
import { Reader, type Pass } from './reader';
import { snapshotOf } from './snapshot';
import { countStates } from './stateCounts';
import { SwitchableOwners } from './switchableOwners';
import { Terminator } from './terminate';
import { tracesOf } from './traces';

/** Delay before the walk over processes goes on while somebody waits for the first names. Milliseconds. */
const walkDelayMs = 50;
/** So many times it goes on at that speed, a second of work at most; what is left is spread over the readings to come. */
const mostHurriedWalks = 20;
/** A fresh answer waits for the walk over processes this many ticks at most: two seconds. */
const mostWalkTicks = 40;

const usualOptions: MonitorOptions = { intervalMs: 2_000, source: 'auto', resolveProcesses: true };

/** Decides when to read, keeps the last reading, and answers questions about it. */
export class Monitor implements MonitorFunctions {
  private readonly tracker = new Tracker();
  private readonly reader: Reader;
  private readonly owners: SwitchableOwners;
  private readonly browser: Browser;
  private readonly terminator: Terminator;
  private readonly frames = new FrameMaker();
  private readonly pace = new Pace(usualOptions.intervalMs);
  private readonly clock = new ProcessorClock();
  private readonly history = new CountHistory();
  private looking = false;
  private paused = false;
  private hurriedWalks = 0;
  private timer: NodeJS.Timeout | undefined;
  /** What the views show. */
  private last: Pass | undefined;
  /** The newest pass of all, which a paused view does not show. */
  private newest: Pass | undefined;
  /** Follows the readings that answer questions while the view is paused. */
  private aside: Tracker | undefined;

  /** @param used told at every call, for the exit when nobody asks any more */
  constructor(
    platform: Platform,
    private readonly events: MonitorEvents,
    private readonly used: (looking: boolean) => void,
  ) {
    const { source, resolveProcesses } = usualOptions;
    this.reader = new Reader(platform, source, resolveProcesses);
    this.owners = new SwitchableOwners(platform.processes);
    this.browser = new Browser(this.owners);
    this.terminator = new Terminator(platform.processes);
  }

  configure({ intervalMs, source, resolveProcesses }: MonitorOptions): void {
    this.pace.setInterval(intervalMs);
    this.reader.configure(source, resolveProcesses);
    this.owners.isOn = resolveProcesses;
    this.schedule(0);
  }

  setLooking(looking: boolean): void {
    this.looking = looking;
    this.hurriedWalks = 0;
    this.used(looking);
    this.schedule(0);
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.aside = undefined;
    this.used(this.looking);
    if (this.last !== undefined && paused) {
      this.events.frame(this.frames.repeat(true));
    }
    this.schedule(0);
  }

  refresh(): Promise<void> {
    this.used(this.looking);
    this.tick();
    return Promise.resolve();
  }

  browse(request: BrowseRequest): BrowseReply {
    this.used(this.looking);
    if (this.last === undefined) {
      return { sequence: 0, takenAt: 0, total: 0, matching: 0, pages: [] };
    }
    return this.browser.browse(this.last.tracked, this.frames.sequence, request);
  }

  trace(ids: readonly string[]): readonly Trace[] {
    const { last, tracker, owners } = this;
    if (last === undefined) {
      return ids.map(id => ({ id, steps: [] }));
    }
    const { tracked } = last;
    return tracesOf(ids, { tracked, tracker, owners, toRows: rows => this.browser.rows(tracked, rows) });
  }

  search(filter: string, limit: number): SearchReply {
    this.used(this.looking);
    return this.last === undefined
      ? { takenAt: 0, total: 0, rows: [] }
      : this.browser.search(this.last.tracked, filter, limit);
  }

  details(id: string) {
    const row = this.rowOf(id);
    return row === undefined ? undefined : this.reader.details(this.last!.tracked, row);
  }

  async snapshot(query: SocketQuery) {
    return snapshotOf(await this.readFully(), query, this.owners);
  }

  async check() {
    return checkStates((await this.readFully()).tracked);
  }

  async inspectPort(port: number) {
    const { tracked, system } = await this.readFully();
    return reportPort(tracked, port, system, rows => this.browser.rows(tracked, rows));
  }

  terminate(target: ProcessTarget, force: boolean) {
    const row = this.rowOf(target.socketId);
    const inode = row === undefined ? 0 : this.last!.tracked.table.inode[row]!;
    return this.terminator.terminate(target, inode, force);
  }

  timeline(recording: string | null, after: number | null): Timeline {
    if (recording !== null) {
      throw notYet();
    }
    return this.history.since(after ?? -Infinity);
  }

  show(moment: Moment | null): void {
    if (moment !== null) {
      throw notYet();
    }
  }

  setRecording(_on: boolean): void {
    throw notYet();
  }

  saveRecording(_path: string, _machine: string): Promise<SaveOutcome> {
    return Promise.reject(notYet());
  }

  openRecording(_path: string): Promise<OpenOutcome> {
    return Promise.reject(notYet());
  }

  closeRecording(_id: string): void {
    throw notYet();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.reader.close();
  }

  /**
   * A fresh reading with its processes found, as far as that is done within two seconds. While it waits, the tracker may go
   * on: then the newest pass is the answer, because an older one's rows no longer have their ages.
   */
  private async readFully(): Promise<Pass> {
    this.used(this.looking);
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
    if (this.looking && (!this.paused || this.last === undefined)) {
      this.timer = setTimeout(act, delayMs);
    }
  }

  private tick(): void {
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

  /** @param toAnswer somebody asked a question: what a paused view shows stays as it is, and no frame is sent */
  private read(toAnswer = false): Pass {
    if (toAnswer && this.paused && this.last !== undefined) {
      this.aside ??= new Tracker();
      this.newest = this.reader.read(this.aside, true);
      return this.newest;
    }
    const pass = this.reader.read(this.tracker, toAnswer);
    this.last = pass;
    this.newest = pass;
    const { table } = pass.tracked;
    this.history.add(table.takenAt, countStates(table.state.subarray(0, table.length)));
    const nextDelayMs = this.pace.succeeded(Math.max(pass.totalMs, this.clock.lap()));
    const recording: RecordingStatus = {
      isOn: false,
      since: this.history.first ?? table.takenAt,
      bytes: this.history.bytes,
    };
    const { paused } = this;
    this.events.frame(this.frames.make(pass, this.tracker, { paused, recording, nextDelayMs, load: this.pace.load }));
    return pass;
  }

  private rowOf(id: string): number | undefined {
    const identity = parseIdentity(id);
    const entry = identity === undefined ? -1 : this.tracker.find(identity);
    return entry === -1 ? undefined : this.tracker.entries.row[entry];
  }
}

function isWalking({ problems }: Pass): boolean {
  return problems.some(problem => problem.code === 'processes-pending');
}

function toProblem(error: unknown): Problem {
  return error instanceof CollectorError
    ? { code: error.code, ...(error.detail !== undefined && { detail: error.detail }) }
    : { code: 'no-source', detail: String(error) };
}

function notYet(): Error {
  return new Error('Recordings are not there yet.');
}
