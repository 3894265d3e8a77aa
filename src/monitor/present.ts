import type { Network, Platform } from '../collect/collector';
import type { CheckReport } from '../core/checks/check';
import type { Families } from '../core/programs/families';
import type { Scope } from '../core/programs/scope';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { parseIdentity } from '../core/sockets/identity';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { PortSummary } from '../core/sockets/portSummary';
import type { Owners } from '../core/sockets/rows';
import type {
  BrowseReply,
  BrowseRequest,
  Frame,
  MonitorOptions,
  ScopedReply,
  SearchReply,
  Trace,
} from '../protocol/monitor';
import { Browser } from './browser';
import { Diagnosis } from './diagnosis';
import { FrameMaker, type FrameFacts } from './frame';
import type { Pass } from './reader';
import { ReadingLoop, type ReadingEvents } from './readingLoop';
import { tracesOf } from './traces';

/** What it reads and asks, beside the network. */
interface PresentSources {
  readonly platform: Platform;
  readonly owners: Owners;
  readonly families: Families;
  readonly options: MonitorOptions;
}

/**
 * The sockets of one network namespace as they are now: read again and again, checked, and answering what the views ask as
 * PastView does for a moment of a recording.
 */
export class Present {
  readonly loop: ReadingLoop;
  private readonly browser: Browser;
  private readonly diagnosis: Diagnosis;
  private readonly frames = new FrameMaker();

  private readonly owners: Owners;

  constructor(network: Network, { platform, owners, families, options }: PresentSources, events: ReadingEvents) {
    this.owners = owners;
    this.loop = new ReadingLoop(platform, network, options, events);
    this.browser = new Browser(owners, families, platform.processes);
    this.diagnosis = new Diagnosis(platform, owners);
    this.diagnosis.configure(options.thresholds);
  }

  configure(options: MonitorOptions): void {
    this.diagnosis.configure(options.thresholds);
    this.loop.configure(options);
  }

  setHalted(pids: readonly number[]): void {
    this.diagnosis.setHalted(pids);
  }

  report(pass: Pass): CheckReport {
    return this.diagnosis.of(pass);
  }

  frame(pass: Pass, facts: Omit<FrameFacts, 'report'>): Frame {
    return this.frames.make(pass, this.loop.tracker, { ...facts, report: this.report(pass) });
  }

  /** Undefined before the first reading. */
  repeatFrame(changed: Parameters<FrameMaker['repeat']>[0]): Frame | undefined {
    return this.frames.repeat(changed);
  }

  async check(): Promise<CheckReport> {
    return this.report(await this.loop.readFully());
  }

  browse(sequence: number, request: BrowseRequest): BrowseReply {
    const { last } = this.loop;
    return last === undefined
      ? { sequence: 0, takenAt: 0, total: 0, matching: 0, pages: [] }
      : this.browser.browse(last.tracked, sequence, request);
  }

  search(filter: string, limit: number): SearchReply {
    const { last } = this.loop;
    return last === undefined ? { takenAt: 0, total: 0, rows: [] } : this.browser.search(last.tracked, filter, limit);
  }

  scoped(scope: Scope, limit: number): ScopedReply | undefined {
    const { last } = this.loop;
    return last && this.browser.scoped(last.tracked, scope, limit);
  }

  trace(ids: readonly string[]): readonly Trace[] {
    const { browser, owners } = this;
    const { last, tracker } = this.loop;
    return last === undefined
      ? ids.map(id => ({ id, steps: [] }))
      : tracesOf(ids, { tracked: last.tracked, tracker, owners, toRows: rows => browser.rows(last.tracked, rows) });
  }

  rows(ids: readonly string[]): readonly BrowsedRow[] {
    const { last } = this.loop;
    const known = ids.flatMap(id => this.rowOf(id) ?? []);
    return last === undefined ? [] : this.browser.rows(last.tracked, known);
  }

  portSummaries(ports: readonly number[], scopes: readonly Scope[]): readonly PortSummary[] {
    const { last } = this.loop;
    return last === undefined ? [] : this.browser.portSummaries(last.tracked, ports, scopes);
  }

  details(id: string): SocketDetails | undefined {
    const row = this.rowOf(id);
    return row === undefined ? undefined : this.loop.last?.details?.(row);
  }

  /** 0 for a connection that is not there, and for one that no process holds. */
  inodeOf(id: string): number {
    const row = this.rowOf(id);
    return row === undefined ? 0 : this.loop.last!.tracked.table.inode[row]!;
  }

  dispose(): void {
    this.loop.dispose();
  }

  private rowOf(id: string): number | undefined {
    const { tracker } = this.loop;
    const identity = parseIdentity(id);
    const entry = identity === undefined ? -1 : tracker.find(identity);
    return entry === -1 ? undefined : tracker.entries.row[entry];
  }
}
