import type { Platform } from '../collect/collector';
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
  MonitorEvents,
  MonitorFunctions,
  MonitorOptions,
  ProcessTarget,
  ScopedReply,
  SearchReply,
  SocketQuery,
  Trace,
} from '../protocol/monitor';
import type { Moment, OpenOutcome, SaveOutcome, Timeline } from '../protocol/recording';
import { Browser } from './browser';
import { PortInspector } from './portInspector';
import type { Present } from './present';
import type { Pass } from './reader';
import { ReadNetwork } from './readNetwork';
import { Recordings } from './recordings';
import { Shown } from './shown';
import { snapshotOf } from './snapshot';
import { SwitchableOwners } from './switchableOwners';
import { Terminator } from './terminate';

/** Processes of a scope that are named at most. */
const mostPrograms = 1_000;

/** Reads while somebody looks, and answers questions about the last reading, or about a moment of a recording. */
export class Monitor implements MonitorFunctions {
  private readonly owners: SwitchableOwners;
  private readonly families: Families;
  private readonly terminator: Terminator;
  private readonly recordings = new Recordings();
  private readonly network: ReadNetwork;
  private readonly shown: Shown;
  private readonly ports: PortInspector;
  private looking = false;

  /** @param used told at every call, for the exit when nobody asks any more */
  constructor(
    private readonly platform: Platform,
    events: MonitorEvents,
    private readonly used: (looking: boolean) => void,
  ) {
    this.owners = new SwitchableOwners(platform.processes);
    this.families = new Families(platform.processTree ?? noProcessTree);
    const { owners, families, recordings } = this;
    this.network = new ReadNetwork(
      { platform, owners, families },
      { read: (pass, pace) => this.shown.take(pass, pace), failed: problem => events.failed(problem) },
    );
    this.shown = new Shown(this.network, { recordings, families, owners }, events);
    this.terminator = new Terminator(platform.processes);
    this.ports = new PortInspector(platform, new Browser(this.owners, this.families));
  }

  configure(options: MonitorOptions): void {
    this.owners.isOn = options.resolveProcesses;
    this.network.configure(options);
  }

  setLooking(looking: boolean): void {
    this.looking = looking;
    this.stay();
    this.present.loop.hurry();
    this.network.setNeeded(this.isNeeded);
  }

  setPaused(paused: boolean): void {
    this.stay();
    this.network.setPaused(paused);
    if (paused) {
      this.shown.repeatFrame();
    }
  }

  setHalted(pids: readonly number[]): void {
    this.network.setHalted(pids);
  }

  namespaces(): readonly NamespaceInfo[] {
    this.stay();
    return this.platform.namespaces?.list() ?? [];
  }

  setNamespace(namespace: NamespaceIdentity | null): void {
    this.stay();
    if (this.network.switchTo(namespace ?? undefined)) {
      this.shown.leaveOwnRecording();
      this.recordings.beginAnew(Date.now());
      if (this.isNeeded) {
        this.present.loop.tick();
      }
    }
  }

  refresh(): Promise<void> {
    this.stay();
    this.present.loop.tick();
    return Promise.resolve();
  }

  browse(request: BrowseRequest): BrowseReply {
    this.stay();
    return this.shown.browse(request);
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
    return this.shown.isPast ? undefined : this.present.details(id);
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

  shownRows(ids: readonly string[]): readonly BrowsedRow[] {
    return this.shown.rows(ids);
  }

  async inspectPort(port: number, address?: string) {
    const namespace = this.network.namespace?.id;
    return this.ports.inspect(await this.readFully(), port, address, namespace);
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

  tryBind(port: number, addresses: readonly string[]) {
    this.stay();
    if (this.network.namespace !== undefined) {
      throw new Error('A bind can be tried in the own network namespace only.');
    }
    return this.ports.tryBind(port, addresses);
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
    if (moment !== null) {
      this.shown.showMoment(moment);
      return;
    }
    this.shown.showNow();
    if (this.present.loop.last === undefined) {
      this.network.setNeeded(this.isNeeded); // Says at once why there is nothing to show.
    }
  }

  setRecording(on: boolean): void {
    if (on !== this.recordings.isOn) {
      this.recordings.setOn(on, Date.now());
      this.stay();
      this.shown.repeatFrame();
      this.network.setNeeded(this.isNeeded);
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
    if (this.shown.showsMomentOf(id)) {
      this.show(null);
    }
  }

  dispose(): void {
    this.present.dispose();
  }

  private get present(): Present {
    return this.network.present;
  }

  private get isNeeded(): boolean {
    return this.looking || this.recordings.isOn;
  }

  /** Somebody asks: the process is not idle. */
  private stay(): void {
    this.used(this.isNeeded);
  }

  private readFully(): Promise<Pass> {
    this.stay();
    return this.present.loop.readFully();
  }
}
