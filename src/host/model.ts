import * as vscode from 'vscode';
import type { Problem } from '../core/sockets/problem';
import type { BrowseReply, BrowseRequest, Frame, SearchReply, StateCounts, Trace } from '../protocol/monitor';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { Moment, RecordingStatus, Timeline } from '../protocol/recording';
import { setContext } from './ids';
import type { MonitorClient } from './monitorClient/monitorClient';
import { MonitorError } from './monitorClient/monitorError';
import { problemText } from './problemText';

/** How the reading goes: well, interrupted for a moment, not possible now, or never on this platform. */
export type Health = 'well' | 'restarting' | 'unreadable' | 'unsupported';

/**
 * What every view shows: the last frame, what is selected, and whether the reading goes well. Nothing is read until
 * somebody looks. The whole window looks at one moment: now, or a moment of a recording.
 */
export class Model implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** After each frame, and when health, pause, moment or isLooking change. */
  readonly onDidChange = this.changed.event;
  private readonly selectionChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeSelection = this.selectionChanged.event;

  private liveFrame: Frame | undefined;
  /** Of the moment that is shown; absent while the views are live. */
  private pastFrame: (Frame & { readonly moment: Moment }) | undefined;
  /** Asked for last; it is shown from the frame on that answers for it. */
  private wanted: Moment | undefined;
  private lastRecordingStatus: RecordingStatus | undefined;
  private selected: readonly string[] = [];
  private isPaused = false;
  private lookers = 0;
  private failure: Problem | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly client: MonitorClient) {
    this.subscriptions = [
      client.onDidReceiveFrame(frame => this.receive(frame)),
      client.onDidFail(problem => this.fail(problem)),
      client.onDidChangeState(() => this.followMonitor()),
    ];
  }

  /** Of the moment that is shown, or the last live one; absent before the first reading. */
  get frame(): Frame | undefined {
    return this.pastFrame ?? this.liveFrame;
  }

  /** What the views show in the place of now; absent while they are live. */
  get moment(): Moment | undefined {
    return this.pastFrame?.moment;
  }

  /** Absent before the first reading. */
  get recordingStatus(): RecordingStatus | undefined {
    return this.lastRecordingStatus;
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
    // What is wrong with reading now is no matter while something recorded is shown.
    if (this.failure === undefined || this.moment !== undefined) {
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
    return this.failure && this.moment === undefined ? problemText(this.failure) : undefined;
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

  /**
   * Sockets in each state now, read anew unless somebody looks or has paused; undefined when they cannot be read, or when
   * the window looks at the past.
   */
  async counts(): Promise<StateCounts | undefined> {
    if (this.moment !== undefined) {
      return undefined;
    }
    if (!this.isLooking && !this.isPaused) {
      await this.client.refresh();
    }
    return this.trouble === undefined ? this.liveFrame?.counts : undefined;
  }

  /**
   * Every view follows: to a moment as soon as the monitor answers for it, and at once to now, which is what undefined
   * means. Done when the monitor has answered, whatever it said.
   */
  async showMoment(moment: Moment | undefined): Promise<void> {
    const before = this.wanted;
    this.wanted = moment;
    if (moment !== undefined) {
      await this.client.show(moment).catch((error: unknown) => this.noteUnshown(moment, error));
      return;
    }
    this.leavePast();
    // A monitor that is not running shows now when it is started.
    if (before !== undefined && this.client.state !== 'stopped') {
      await this.client.show(null).catch(() => undefined);
    }
  }

  /** How many sockets were in each state, of the recording that is shown or of the live one, later than `after`. */
  timeline(after?: number): Promise<Timeline> {
    return this.client.timeline(this.moment?.recording ?? null, after ?? null);
  }

  browse(request: BrowseRequest): Promise<BrowseReply> {
    return this.client.browse(request);
  }

  async trace(ids: readonly string[]): Promise<readonly Trace[]> {
    return ids.length === 0 ? [] : this.client.trace(ids);
  }

  search(filter: string, limit: number): Promise<SearchReply> {
    return this.client.search(filter, limit);
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
    this.lastRecordingStatus = frame.recording;
    if (isOfMoment(frame)) {
      // An answer for a moment that nobody wants any more came too late.
      if (this.wanted === undefined || this.wanted.recording !== frame.moment.recording) {
        return;
      }
      this.pastFrame = frame;
    } else {
      this.liveFrame = frame;
      this.failure = undefined;
    }
    this.changed.fire();
  }

  private leavePast(): void {
    if (this.pastFrame !== undefined) {
      this.pastFrame = undefined;
      this.changed.fire();
    }
  }

  /** The monitor knows nothing of it. One that has died is asked again by whoever opened the recording. */
  private noteUnshown(moment: Moment, error: unknown): void {
    if (this.wanted === moment && !(error instanceof MonitorError)) {
      void this.showMoment(undefined);
    }
  }

  private fail(problem: Problem): void {
    this.failure = problem;
    this.changed.fire();
  }

  private followMonitor(): void {
    // What a monitor recorded by itself has died with it.
    if (this.client.state === 'starting' && this.wanted?.recording === undefined) {
      this.wanted = undefined;
      this.pastFrame = undefined;
    }
    this.changed.fire();
  }
}

function isOfMoment(frame: Frame): frame is Frame & { readonly moment: Moment } {
  return frame.moment !== undefined;
}
