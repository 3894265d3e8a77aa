import * as vscode from 'vscode';
import type { Problem } from '../core/sockets/problem';
import type { BrowseReply, BrowseRequest, Frame, StateCounts, Trace } from '../protocol/monitor';
import type { SocketDetails } from '../core/sockets/socketDetails';
import { setContext } from './ids';
import type { MonitorClient } from './monitorClient/monitorClient';
import { problemText } from './problemText';

/** How the reading goes: well, interrupted for a moment, not possible now, or never on this platform. */
export type Health = 'well' | 'restarting' | 'unreadable' | 'unsupported';

/**
 * What every view shows: the last frame, what is selected, and whether the reading goes well. Nothing is read until
 * somebody looks.
 */
export class Model implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** After each frame, and when health, pause or isLooking change. */
  readonly onDidChange = this.changed.event;
  private readonly selectionChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeSelection = this.selectionChanged.event;

  private lastFrame: Frame | undefined;
  private selected: readonly string[] = [];
  private isPaused = false;
  private lookers = 0;
  private failure: Problem | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly client: MonitorClient) {
    this.subscriptions = [
      client.onDidReceiveFrame(frame => this.receive(frame)),
      client.onDidFail(problem => this.fail(problem)),
      client.onDidChangeState(() => this.changed.fire()),
    ];
  }

  /** The last one; absent before the first reading. */
  get frame(): Frame | undefined {
    return this.lastFrame;
  }

  get paused(): boolean {
    return this.isPaused;
  }

  get selectedIds(): readonly string[] {
    return this.selected;
  }

  get health(): Health {
    if (this.client.state === 'given-up') {
      return 'unreadable';
    }
    if (this.client.state === 'restarting') {
      return 'restarting';
    }
    if (this.failure === undefined) {
      return 'well';
    }
    return this.failure.code === 'unsupported-platform' ? 'unsupported' : 'unreadable';
  }

  /** A sentence when the sockets cannot be read now. */
  get trouble(): string | undefined {
    if (this.client.state === 'given-up') {
      return vscode.l10n.t('The process that reads the sockets ended again and again.');
    }
    if (this.client.state === 'restarting') {
      return vscode.l10n.t('The process that reads the sockets ended unexpectedly and is being started again.');
    }
    return this.failure && problemText(this.failure);
  }

  /** Somebody looks, so the frame is not an old one. */
  get isLooking(): boolean {
    return this.lookers > 0;
  }

  /** Sockets are read while at least one of these is not disposed. */
  looking(): vscode.Disposable {
    this.addLookers(1);
    return new vscode.Disposable(() => this.addLookers(-1));
  }

  setPaused(paused: boolean): void {
    this.isPaused = paused;
    setContext('socketscope.paused', paused);
    this.client.setPaused(paused);
    this.changed.fire();
  }

  setSelected(ids: readonly string[]): void {
    if (ids.length !== this.selected.length || ids.some((id, index) => id !== this.selected[index])) {
      this.selected = [...ids];
      this.selectionChanged.fire();
    }
  }

  /** Reads at once, also when paused or given up. */
  async refresh(): Promise<void> {
    if (this.client.state === 'given-up') {
      this.client.restart();
    }
    await this.client.refresh();
  }

  /** Sockets in each state now, read anew unless somebody looks or has paused; undefined when they cannot be read. */
  async counts(): Promise<StateCounts | undefined> {
    if (!this.isLooking && !this.isPaused) {
      await this.client.refresh();
    }
    return this.trouble === undefined ? this.lastFrame?.counts : undefined;
  }

  browse(request: BrowseRequest): Promise<BrowseReply> {
    return this.client.browse(request);
  }

  async trace(ids: readonly string[]): Promise<readonly Trace[]> {
    return ids.length === 0 ? [] : this.client.trace(ids);
  }

  details(id: string): Promise<SocketDetails | undefined> {
    return this.client.details(id);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed, this.selectionChanged).dispose();
  }

  private addLookers(more: 1 | -1): void {
    const wasLooking = this.isLooking;
    this.lookers += more;
    if (wasLooking !== this.isLooking) {
      this.client.setLooking(this.isLooking);
      this.changed.fire();
    }
  }

  private receive(frame: Frame): void {
    this.lastFrame = frame;
    this.failure = undefined;
    this.changed.fire();
  }

  private fail(problem: Problem): void {
    this.failure = problem;
    this.changed.fire();
  }
}
