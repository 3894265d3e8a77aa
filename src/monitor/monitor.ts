import type { Network, Platform } from '../collect/collector';
import type { CheckReport } from '../core/checks/check';
import { Families } from '../core/programs/families';
import type { Scope, ScopedProcess } from '../core/programs/scope';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import type { PortSummary } from '../core/sockets/portSummary';
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
  ScopedReply,
  SearchReply,
  SocketQuery,
  Trace,
} from '../protocol/monitor';
import type { Moment, OpenOutcome, SaveOutcome, Timeline } from '../protocol/recording';
import { Browser } from './browser';
import { PastView } from './pastView';
import { PortInspector } from './portInspector';
import { Present } from './present';
import type { Pass } from './reader';
import { Recordings } from './recordings';
import { snapshotOf } from './snapshot';
import { SwitchableOwners } from './switchableOwners';
import { Terminator } from './terminate';

const usualOptions: MonitorOptions = { intervalMs: 2_000, source: 'auto', resolveProcesses: true, thresholds: {} };
/** Processes of a scope that are named at most. */
const mostPrograms = 1_000;
/** Of a frame that nothing was read for. */
const noCost: ReadingCost = { readMs: 0, totalMs: 0, nextDelayMs: 0, load: 0 };

/** Answers questions about the last reading, or about a moment of a recording. */
export class Monitor implements MonitorFunctions {
  private readonly owners: SwitchableOwners;
  private readonly families: Families;
  private present: Present;
  private readonly terminator: Terminator;
  private readonly recordings = new Recordings();
  private readonly ports: PortInspector;
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
    this.owners = new SwitchableOwners(platform.processes);
    this.families = new Families(platform.processTree ?? noProcessTree);
    this.present = this.presentOf(platform);
    this.terminator = new Terminator(platform.processes);
    this.ports = new PortInspector(platform, new Browser(this.owners, this.families));
  }

  configure(options: MonitorOptions): void {
    this.options = options;
    this.owners.isOn = options.resolveProcesses;
    this.present.configure(options);
  }

  setLooking(looking: boolean): void {
    this.looking = looking;
    this.stay();
    this.present.loop.hurry();
    this.present.loop.setNeeded(this.isNeeded);
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.stay();
    if (paused) {
      this.repeatFrame();
    }
    this.present.loop.setPaused(paused);
  }

  setHalted(pids: readonly number[]): void {
    this.halted = pids;
    this.present.setHalted(pids);
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
    this.present.dispose();
    this.present = this.presentOf(namespace === null ? platform : platform.namespaces.open(namespace.id));
    this.recordings.beginAnew(Date.now());
    this.present.loop.setPaused(this.paused);
    this.present.loop.setNeeded(this.isNeeded);
    if (this.isNeeded) {
      this.present.loop.tick();
    }
  }

  refresh(): Promise<void> {
    this.stay();
    this.present.loop.tick();
    return Promise.resolve();
  }

  browse(request: BrowseRequest): BrowseReply {
    this.stay();
    return this.shown.browse(this.sequence, request);
  }

  trace(ids: readonly string[]): readonly Trace[] {
    return this.shown.trace(ids);
  }

  search(filter: string, limit: number): SearchReply {
    this.stay();
    return this.shown.search(filter, limit);
  }

  scoped(scope: Scope, limit: number): ScopedReply | undefined {
    return this.present.scoped(scope, limit);
  }

  /** The kernel tells only about sockets that are there now. */
  details(id: string) {
    return this.past === undefined ? this.present.details(id) : undefined;
  }

  async snapshot(query: SocketQuery) {
    return snapshotOf(await this.readFully(), query, this.owners);
  }

  check(): Promise<CheckReport> {
    this.stay();
    return this.present.check();
  }

  rows(ids: readonly string[]): readonly BrowsedRow[] {
    return this.present.rows(ids);
  }

  async inspectPort(port: number) {
    const namespace = this.namespace?.id;
    return this.ports.inspect(await this.readFully(), port, namespace);
  }

  portSummaries(ports: readonly number[], scopes: readonly Scope[]): readonly PortSummary[] {
    this.stay();
    return this.present.portSummaries(ports, scopes);
  }

  programsOf(scope: Scope): readonly ScopedProcess[] {
    this.stay();
    this.families.look();
    return this.families.named(this.families.pidsOf(scope), mostPrograms);
  }

  tryBind(port: number) {
    this.stay();
    if (this.namespace !== undefined) {
      throw new Error('A bind can be tried in the own network namespace only.');
    }
    return this.ports.tryBind(port);
  }

  terminate(target: ProcessTarget, force: boolean) {
    return this.terminator.terminate(target, this.present.inodeOf(target.socketId), force);
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
      if (this.present.loop.last === undefined) {
        this.present.loop.setNeeded(this.isNeeded); // Says at once why there is nothing to show.
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
      this.present.loop.setNeeded(this.isNeeded);
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
    this.present.dispose();
  }

  /** What answers the views. */
  private get shown(): PastView | Present {
    return this.past ?? this.present;
  }

  private get isNeeded(): boolean {
    return this.looking || this.recordings.isOn;
  }

  /** Somebody asks: the process is not idle. */
  private stay(): void {
    this.used(this.isNeeded);
  }

  private presentOf(network: Network): Present {
    const { platform, owners, families, options, halted } = this;
    const present = new Present(
      network,
      { platform, owners, families, options },
      {
        read: (pass, pace) => this.take(pass, pace),
        failed: problem => this.events.failed(problem),
      },
    );
    present.setHalted(halted);
    return present;
  }

  private readFully(): Promise<Pass> {
    this.stay();
    return this.present.loop.readFully();
  }

  /** The frame of a reading is sent while the past is shown too: not for the views, but for who asks about now. */
  private take(pass: Pass, pace: Pick<ReadingCost, 'nextDelayMs' | 'load'>): void {
    this.recordings.add(pass, this.present.loop.tracker, this.owners);
    const { paused } = this;
    const sequence = this.past === undefined ? ++this.sequence : this.sequence;
    const frame = this.present.frame(pass, {
      sequence,
      paused,
      recording: this.recordings.status,
      ...(this.namespace !== undefined && { namespace: this.namespace }),
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
        ? this.present.repeatFrame({ ...changed, paused, recording })
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
    const system = this.present.loop.last?.tcpSystem;
    const { namespace } = this;
    return { ...(system && { system }), ...(namespace && { namespace }) };
  }
}
