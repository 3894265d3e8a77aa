import type { Network, Platform } from '../collect/collector';
import type { CheckReport } from '../core/checks/check';
import { Families } from '../core/programs/families';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { parseIdentity } from '../core/sockets/identity';
import type { NamespaceIdentity, NamespaceInfo } from '../core/system/namespaceInfo';
import { noProcessTree } from '../core/system/processTree';
import type {
  BrowseReply,
  BrowseRequest,
  Frame,
  MonitorEvents,
  MonitorFunctions,
  MonitorOptions,
  ProcessTarget,
  ReadingCost,
  SearchReply,
  SocketQuery,
  Trace,
} from '../protocol/monitor';
import type { Moment, OpenOutcome, SaveOutcome, Timeline } from '../protocol/recording';
import { Browser } from './browser';
import { Diagnosis } from './diagnosis';
import { FrameMaker } from './frame';
import { PastView } from './pastView';
import { PortInspector } from './portInspector';
import type { Pass } from './reader';
import { ReadingLoop } from './readingLoop';
import { Recordings } from './recordings';
import { snapshotOf } from './snapshot';
import { SwitchableOwners } from './switchableOwners';
import { Terminator } from './terminate';
import { tracesOf } from './traces';

const usualOptions: MonitorOptions = { intervalMs: 2_000, source: 'auto', resolveProcesses: true, thresholds: {} };
/** Of a frame that nothing was read for. */
const noCost: ReadingCost = { readMs: 0, totalMs: 0, nextDelayMs: 0, load: 0 };

/** Answers questions about the last reading, or about a moment of a recording. */
export class Monitor implements MonitorFunctions {
  private loop: ReadingLoop;
  private readonly owners: SwitchableOwners;
  private readonly families: Families;
  private browser: Browser;
  private readonly terminator: Terminator;
  private frames = new FrameMaker();
  private readonly recordings = new Recordings();
  private readonly ports: PortInspector;
  private diagnosis: Diagnosis;
  private options = usualOptions;
  /** The one that is read, if it is not the own one. */
  private namespace: NamespaceIdentity | undefined;
  private halted: readonly number[] = [];
  private looking = false;
  private paused = false;
  private cost = noCost;
  /** Of the last frame. */
  private sequence = 0;
  /** What the views show in the place of now. */
  private past: PastView | undefined;

  /** @param used told at every call, for the exit when nobody asks any more */
  constructor(
    private readonly platform: Platform,
    private readonly events: MonitorEvents,
    private readonly used: (looking: boolean) => void,
  ) {
    this.loop = this.loopOver(platform);
    this.owners = new SwitchableOwners(platform.processes);
    this.families = new Families(platform.processTree ?? noProcessTree);
    this.browser = new Browser(this.owners, this.families);
    this.terminator = new Terminator(platform.processes);
    this.ports = new PortInspector(platform, this.browser);
    this.diagnosis = new Diagnosis(platform, this.owners);
  }

  configure(options: MonitorOptions): void {
    this.options = options;
    this.owners.isOn = options.resolveProcesses;
    this.diagnosis.configure(options.thresholds);
    this.loop.configure(options);
  }

  setLooking(looking: boolean): void {
    this.looking = looking;
    this.stay();
    this.loop.hurry();
    this.loop.setNeeded(this.isNeeded);
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.stay();
    if (paused) {
      this.repeatFrame();
    }
    this.loop.setPaused(paused);
  }

  setHalted(pids: readonly number[]): void {
    this.halted = pids;
    this.diagnosis.setHalted(pids);
  }

  namespaces(): readonly NamespaceInfo[] {
    this.stay();
    return this.platform.namespaces?.list() ?? [];
  }

  setNamespace(namespace: NamespaceIdentity | null): void {
    this.stay();
    const { platform } = this;
    if (platform.namespaces === undefined || namespace?.id === this.namespace?.id) {
      return;
    }
    this.namespace = namespace ?? undefined;
    if (this.past?.moment.recording === undefined) {
      this.past = undefined;
    }
    this.loop.dispose();
    this.loop = this.loopOver(namespace === null ? platform : platform.namespaces.open(namespace.id));
    this.frames = new FrameMaker();
    // Its rates are measured against what it showed before.
    this.browser = new Browser(this.owners, this.families);
    this.diagnosis = new Diagnosis(platform, this.owners);
    this.diagnosis.configure(this.options.thresholds);
    this.diagnosis.setHalted(this.halted);
    this.recordings.beginAnew(Date.now());
    this.loop.setPaused(this.paused);
    this.loop.setNeeded(this.isNeeded);
    if (this.isNeeded) {
      this.loop.tick();
    }
  }

  refresh(): Promise<void> {
    this.stay();
    this.loop.tick();
    return Promise.resolve();
  }

  browse(request: BrowseRequest): BrowseReply {
    this.stay();
    const { last } = this.loop;
    if (this.past !== undefined) {
      return this.past.browse(this.sequence, request);
    }
    return last === undefined
      ? { sequence: 0, takenAt: 0, total: 0, matching: 0, pages: [] }
      : this.browser.browse(last.tracked, this.sequence, request);
  }

  trace(ids: readonly string[]): readonly Trace[] {
    const { past, browser, owners } = this;
    const { last, tracker } = this.loop;
    if (past !== undefined) {
      return past.trace(ids);
    }
    return last === undefined
      ? ids.map(id => ({ id, steps: [] }))
      : tracesOf(ids, { tracked: last.tracked, tracker, owners, toRows: rows => browser.rows(last.tracked, rows) });
  }

  search(filter: string, limit: number): SearchReply {
    this.stay();
    const { last } = this.loop;
    if (this.past !== undefined) {
      return this.past.search(filter, limit);
    }
    return last === undefined ? { takenAt: 0, total: 0, rows: [] } : this.browser.search(last.tracked, filter, limit);
  }

  /** The kernel tells only about sockets that are there now. */
  details(id: string) {
    const row = this.past === undefined ? this.rowOf(id) : undefined;
    return row === undefined ? undefined : this.loop.details(row);
  }

  async snapshot(query: SocketQuery) {
    return snapshotOf(await this.readFully(), query, this.owners);
  }

  async check(): Promise<CheckReport> {
    return this.diagnosis.of(await this.readFully());
  }

  rows(ids: readonly string[]): readonly BrowsedRow[] {
    const { last } = this.loop;
    return last === undefined
      ? []
      : this.browser.rows(
          last.tracked,
          ids.flatMap(id => this.rowOf(id) ?? []),
        );
  }

  async inspectPort(port: number) {
    const namespace = this.namespace?.id;
    return this.ports.inspect(await this.readFully(), port, namespace);
  }

  tryBind(port: number) {
    this.stay();
    if (this.namespace !== undefined) {
      throw new Error('A bind can be tried in the own network namespace only.');
    }
    return this.ports.tryBind(port);
  }

  terminate(target: ProcessTarget, force: boolean) {
    const row = this.rowOf(target.socketId);
    const inode = row === undefined ? 0 : this.loop.last!.tracked.table.inode[row]!;
    return this.terminator.terminate(target, inode, force);
  }

  timeline(recording: string | null, after: number | null): Timeline {
    this.stay();
    return this.recordings.timeline(recording, after);
  }

  show(moment: Moment | null): void {
    this.stay();
    if (moment === null) {
      this.past = undefined;
      this.repeatFrame({ sequence: ++this.sequence });
      if (this.loop.last === undefined) {
        this.loop.setNeeded(this.isNeeded); // Says at once why there is nothing to show.
      }
    } else {
      const { recording, index } = this.recordings.find(moment);
      this.past = new PastView(recording, index, moment.recording, this.families);
      this.sequence += 1;
      this.repeatFrame();
    }
  }

  setRecording(on: boolean): void {
    if (on !== this.recordings.isOn) {
      this.recordings.setOn(on, Date.now());
      this.stay();
      this.repeatFrame();
      this.loop.setNeeded(this.isNeeded);
    }
  }

  saveRecording(path: string, machine: string): Promise<SaveOutcome> {
    this.stay();
    return this.recordings.save(path, machine);
  }

  openRecording(path: string): Promise<OpenOutcome> {
    this.stay();
    return this.recordings.open(path);
  }

  closeRecording(id: string): void {
    this.recordings.close(id);
    if (this.past?.moment.recording === id) {
      this.show(null);
    }
  }

  dispose(): void {
    this.loop.dispose();
  }

  private get isNeeded(): boolean {
    return this.looking || this.recordings.isOn;
  }

  /** Somebody asks: the process is not idle. */
  private stay(): void {
    this.used(this.isNeeded);
  }

  private loopOver(network: Network): ReadingLoop {
    return new ReadingLoop(this.platform, network, this.options, {
      read: (pass, pace) => this.take(pass, pace),
      failed: problem => this.events.failed(problem),
    });
  }

  private readFully(): Promise<Pass> {
    this.stay();
    return this.loop.readFully();
  }

  /** The frame of a reading is sent while the past is shown too: not for the views, but for who asks about now. */
  private take(pass: Pass, pace: Pick<ReadingCost, 'nextDelayMs' | 'load'>): void {
    this.recordings.add(pass, this.loop.tracker, this.owners);
    const { paused } = this;
    const sequence = this.past === undefined ? ++this.sequence : this.sequence;
    const frame = this.frames.make(pass, this.loop.tracker, {
      sequence,
      paused,
      recording: this.recordings.status,
      ...(this.namespace !== undefined && { namespace: this.namespace }),
      report: this.diagnosis.of(pass),
      ...pace,
    });
    this.cost = frame.cost;
    this.events.frame(frame);
  }

  /** The frame of what is shown again, because something about it has changed. */
  private repeatFrame(changed: { sequence?: number } = {}): void {
    const { paused, sequence, cost } = this;
    const recording = this.recordings.status;
    const frame =
      this.past === undefined
        ? this.frames.repeat({ ...changed, paused, recording })
        : this.past.frame({ sequence, paused, cost, recording, ...this.systemThen });
    if (frame !== undefined) {
      this.events.frame(frame);
    }
  }

  /** This machine's settings were the same a while ago, and so was the namespace; those of another one are not known. */
  private get systemThen(): Pick<Frame, 'system' | 'namespace'> {
    if (this.past?.moment.recording !== undefined) {
      return {};
    }
    const system = this.loop.last?.tcpSystem;
    const { namespace } = this;
    return { ...(system && { system }), ...(namespace && { namespace }) };
  }

  private rowOf(id: string): number | undefined {
    const { tracker } = this.loop;
    const identity = parseIdentity(id);
    const entry = identity === undefined ? -1 : tracker.find(identity);
    return entry === -1 ? undefined : tracker.entries.row[entry];
  }
}
