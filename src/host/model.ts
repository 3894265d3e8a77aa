import * as vscode from 'vscode';
import type { Scope } from '../core/programs/scope';
import type { PortSummary } from '../core/sockets/portSummary';
import type { Problem } from '../core/sockets/problem';
import type { NamespaceIdentity } from '../core/system/namespaceInfo';
import type { Frame, StateCounts } from '../protocol/monitor';
import type { Moment, OpenOutcome, RecordingInfo, RecordingStatus, Timeline } from '../protocol/recording';
import { healthOf, troubleOf, type Health } from './health';
import { setContext } from './ids';
import type { MonitorClient } from './monitorClient/monitorClient';
import { Lookers } from './lookers';
import { MonitorQuestions } from './monitorQuestions';
import { isPast, Past } from './past';
import { Selection } from './selection';
import { namespaceName } from './words/namespaceWords';

/**
 * What every view shows: the last frame, what is selected, and whether the reading goes well. Nothing is read until
 * somebody looks. The whole window looks at one moment: now, or a moment of a recording.
 */
export class Model extends MonitorQuestions implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** After each frame, and when health, pause, moment or isLooking change. */
  readonly onDidChange = this.changed.event;
  private readonly selection = new Selection(() => this.recording?.id);
  readonly onDidChangeSelection = this.selection.onDidChange;

  private liveFrame: Frame | undefined;
  private readonly past: Past;
  private lastRecordingStatus: RecordingStatus | undefined;
  private isPaused = false;
  private readonly lookers = new Lookers(isLooking => {
    this.client.setLooking(isLooking);
    this.changed.fire();
  });
  private failure: Problem | undefined;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    client: MonitorClient,
    /** Name of the machine that this code runs on. */
    readonly ownMachine: string,
  ) {
    super(client);
    this.past = new Past(client, () => this.tell());
    this.subscriptions = [
      client.onDidReceiveFrame(frame => this.receive(frame)),
      client.onDidFail(problem => this.fail(problem)),
      client.onDidChangeState(() => this.followMonitor()),
    ];
  }

  /** Of the moment that is shown, or the last live one; absent before the first reading. */
  get frame(): Frame | undefined {
    return this.past.frame ?? this.liveFrame;
  }

  /** What the views show in the place of now; absent while they are live. */
  get moment(): Moment | undefined {
    return this.past.frame?.moment;
  }

  /** The opened file whose moment is shown. */
  get recording(): RecordingInfo | undefined {
    return this.past.recording;
  }

  /** Name of the machine whose sockets are shown. */
  get machine(): string {
    return this.past.recording?.machine ?? this.readMachine;
  }

  /** Name of the machine whose sockets are read, with its network namespace where that is not this process's own. */
  get readMachine(): string {
    const namespace = this.liveFrame?.namespace;
    return namespace === undefined ? this.ownMachine : `${this.ownMachine} › ${namespaceName(namespace)}`;
  }

  /** The network namespace whose sockets are shown, if it is another than this process's own. */
  get namespace(): NamespaceIdentity | undefined {
    return this.past.recording === undefined ? this.liveFrame?.namespace : undefined;
  }

  /** Absent before the first reading of a monitor. */
  get recordingStatus(): RecordingStatus | undefined {
    return this.lastRecordingStatus;
  }

  get paused(): boolean {
    return this.isPaused;
  }

  get selectedIds(): readonly string[] {
    return this.selection.ids;
  }

  get health(): Health {
    return healthOf(this.client.state, this.failureNow);
  }

  /** A sentence when the sockets cannot be read now. */
  get trouble(): string | undefined {
    return troubleOf(this.client.state, this.failureNow);
  }

  /** Somebody looks, so the frame is not an old one. */
  get isLooking(): boolean {
    return this.lookers.areThere;
  }

  /** Sockets are read while at least one of these is not disposed. */
  looking(): vscode.Disposable {
    return this.lookers.add();
  }

  setPaused(paused: boolean): void {
    this.isPaused = paused;
    setContext('socketscope.paused', paused);
    this.client.setPaused(paused);
    this.changed.fire();
  }

  setSelected(ids: readonly string[]): void {
    this.selection.set(ids);
  }

  /** Every view follows with the first reading there, which is live. Undefined is this process's own namespace. */
  async setNamespace(namespace: NamespaceIdentity | undefined): Promise<void> {
    await this.past.show(undefined);
    this.client.setNamespace(namespace);
  }

  /** Reads at once, also when paused or given up. */
  async refresh(): Promise<void> {
    if (this.client.state === 'given-up') {
      this.client.restart();
    }
    await this.client.refresh();
  }

  /**
   * Sockets in each state now, also when the window looks at the past; read anew unless somebody looks or has paused, and
   * undefined when they cannot be read.
   */
  async counts(): Promise<StateCounts | undefined> {
    return (await this.hasRead()) ? this.liveFrame?.counts : undefined;
  }

  /** What these ports are doing now, on the same terms as `counts`. */
  async portSummaries(ports: readonly number[], scopes: readonly Scope[]): Promise<readonly PortSummary[] | undefined> {
    return (await this.hasRead()) ? this.client.portSummaries(ports, scopes) : undefined;
  }

  /**
   * Every view follows: to a moment as soon as the monitor answers for it, and at once to now, which is what undefined
   * means. Done when the monitor has answered, whatever it said.
   */
  showMoment(moment: Moment | undefined): Promise<void> {
    return this.past.show(moment);
  }

  /** Back to now if a moment of this recording is shown, or is about to be. */
  showNot(recording: string): void {
    this.past.showNot(recording);
  }

  /** The file's moments can be shown from then on, until the monitor ends. */
  openRecording(path: string): Promise<OpenOutcome> {
    return this.past.open(path);
  }

  closeRecording(id: string): void {
    this.past.close(id);
    this.selection.forgetRecording(id);
  }

  /** How many sockets were in each state, of the recording that is shown or of the live one, later than `after`. */
  timeline(after?: number, recording = this.moment?.recording): Promise<Timeline> {
    return this.client.timeline(recording ?? null, after ?? null);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed, this.selection).dispose();
  }

  /** Reads anew unless somebody looks or has paused; false when the sockets cannot be read. */
  private async hasRead(): Promise<boolean> {
    if (!this.isLooking && !this.isPaused) {
      await this.client.refresh();
    }
    return (this.client.state === 'running' && this.failure === undefined) || this.isPaused;
  }

  private receive(frame: Frame): void {
    this.lastRecordingStatus = frame.recording;
    if (!isPast(frame)) {
      const isOtherNamespace = this.liveFrame?.namespace?.id !== frame.namespace?.id;
      this.liveFrame = frame;
      this.failure = undefined;
      if (isOtherNamespace) {
        this.selection.forgetLive();
      }
      if (this.moment === undefined) {
        this.tell();
      }
    } else if (this.past.receive(frame)) {
      this.tell();
    }
  }

  private fail(problem: Problem): void {
    this.failure = problem;
    this.changed.fire();
  }

  private followMonitor(): void {
    if (this.client.state === 'starting') {
      this.past.noteNewMonitor();
    }
    if (this.client.state !== 'running') {
      this.lastRecordingStatus = undefined;
    }
    this.changed.fire();
  }

  private tell(): void {
    this.changed.fire();
    this.selection.follow();
  }

  /** An error of the live readings does not matter while a recording is shown. */
  private get failureNow(): Problem | undefined {
    return this.moment === undefined ? this.failure : undefined;
  }
}
