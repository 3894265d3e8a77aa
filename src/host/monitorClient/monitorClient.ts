import * as vscode from 'vscode';
import type { Scope } from '../../core/programs/scope';
import type { Problem } from '../../core/sockets/problem';
import type { NamespaceIdentity } from '../../core/system/namespaceInfo';
import type { BrowseRequest, Frame, MonitorOptions, ProcessTarget, SocketQuery } from '../../protocol/monitor';
import type { Moment } from '../../protocol/recording';
import type { Answer, MonitorProcess } from '../../fork/monitorProcess';
import { MonitorKeeper, type MonitorState } from './monitorKeeper';

/** The monitor as the host sees it: always callable, and told anew each time it is forked what it was told before. */
export class MonitorClient implements vscode.Disposable {
  private readonly frameArrived = new vscode.EventEmitter<Frame>();
  readonly onDidReceiveFrame = this.frameArrived.event;
  private readonly readingFailed = new vscode.EventEmitter<Problem>();
  readonly onDidFail = this.readingFailed.event;
  private readonly keeper: MonitorKeeper;
  readonly onDidChangeState: vscode.Event<MonitorState>;

  private looking = false;
  private paused = false;
  private recording = false;
  private halted: readonly number[] = [];
  private wantedNamespace: NamespaceIdentity | undefined;

  constructor(
    script: string,
    /** What the settings say now. */
    private readonly options: () => MonitorOptions,
    log: vscode.LogOutputChannel,
  ) {
    const events = {
      frame: (frame: Frame) => this.frameArrived.fire(frame),
      failed: (problem: Problem) => this.readingFailed.fire(problem),
    };
    const isNeeded = () => this.looking || this.recording;
    const instruct = (monitor: Pick<MonitorProcess, 'call'>) => this.instruct(monitor);
    this.keeper = new MonitorKeeper(script, { events, isNeeded, instruct }, log);
    this.onDidChangeState = this.keeper.onDidChangeState;
  }

  get state(): MonitorState {
    return this.keeper.state;
  }

  /** The network namespace that it was told to read; absent for its own. */
  get namespace(): NamespaceIdentity | undefined {
    return this.wantedNamespace;
  }

  /** Of the running monitor; for the log and for tests. */
  get processId(): number | undefined {
    return this.keeper.processId;
  }

  /** The settings have changed. */
  configure(): void {
    this.keeper.tell('configure', this.options());
  }

  setLooking(looking: boolean): void {
    this.looking = looking;
    if (!looking || !this.keeper.wake()) {
      this.keeper.tell('setLooking', looking);
    }
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.keeper.tell('setPaused', paused);
  }

  setHalted(pids: readonly number[]): void {
    this.halted = pids;
    this.keeper.tell('setHalted', pids);
  }

  namespaces(): Promise<Answer<'namespaces'>> {
    return this.keeper.read('namespaces');
  }

  /** Undefined is the monitor's own. */
  setNamespace(namespace: NamespaceIdentity | undefined): void {
    this.wantedNamespace = namespace;
    this.keeper.tell('setNamespace', namespace ?? null);
  }

  refresh(): Promise<void> {
    return this.keeper.read('refresh');
  }

  browse(request: BrowseRequest): Promise<Answer<'browse'>> {
    return this.keeper.read('browse', request);
  }

  trace(ids: readonly string[]): Promise<Answer<'trace'>> {
    return this.keeper.read('trace', ids);
  }

  rows(ids: readonly string[]): Promise<Answer<'rows'>> {
    return this.keeper.read('rows', ids);
  }

  shownRows(ids: readonly string[]): Promise<Answer<'shownRows'>> {
    return this.keeper.read('shownRows', ids);
  }

  scoped(scope: Scope, limit: number): Promise<Answer<'scoped'>> {
    return this.keeper.read('scoped', scope, limit);
  }

  search(filter: string, limit: number): Promise<Answer<'search'>> {
    return this.keeper.read('search', filter, limit);
  }

  details(id: string): Promise<Answer<'details'>> {
    return this.keeper.read('details', id);
  }

  snapshot(query: SocketQuery): Promise<Answer<'snapshot'>> {
    return this.keeper.read('snapshot', query);
  }

  check(): Promise<Answer<'check'>> {
    return this.keeper.read('check');
  }

  inspectPort(port: number, address?: string): Promise<Answer<'inspectPort'>> {
    return this.keeper.read('inspectPort', port, address);
  }

  portSummaries(ports: readonly number[], scopes: readonly Scope[] = []): Promise<Answer<'portSummaries'>> {
    return this.keeper.read('portSummaries', ports, scopes);
  }

  programsOf(scope: Scope): Promise<Answer<'programsOf'>> {
    return this.keeper.read('programsOf', scope);
  }

  tryBind(port: number, addresses: readonly string[]): Promise<Answer<'tryBind'>> {
    return this.keeper.read('tryBind', port, addresses);
  }

  /** Never repeated by itself: nobody can tell whether a monitor that died had sent the signal. */
  terminate(target: ProcessTarget, force: boolean): Promise<Answer<'terminate'>> {
    return this.keeper.callOnce('terminate', target, force);
  }

  timeline(recording: string | null, after: number | null): Promise<Answer<'timeline'>> {
    return this.keeper.read('timeline', recording, after);
  }

  /** Not repeated for a monitor that is started later: what this one recorded has died with it. */
  show(moment: Moment | null): Promise<void> {
    return this.keeper.callOnce('show', moment);
  }

  /** Repeated for a monitor that is started later: the user wants it on until it is switched off. */
  setRecording(on: boolean): void {
    this.recording = on;
    if (!on || !this.keeper.wake()) {
      this.keeper.tell('setRecording', on);
    }
  }

  saveRecording(path: string, machine: string): Promise<Answer<'saveRecording'>> {
    return this.keeper.callOnce('saveRecording', path, machine);
  }

  openRecording(path: string): Promise<Answer<'openRecording'>> {
    return this.keeper.callOnce('openRecording', path);
  }

  closeRecording(id: string): void {
    this.keeper.tell('closeRecording', id);
  }

  /** The user asks for another try after it was given up. */
  restart(): void {
    this.keeper.restart();
  }

  dispose(): void {
    this.keeper.dispose();
    this.frameArrived.dispose();
    this.readingFailed.dispose();
  }

  private instruct(monitor: Pick<MonitorProcess, 'call'>): Promise<void> {
    const configured = monitor.call('configure', this.options());
    if (this.wantedNamespace !== undefined) {
      this.keeper.tell('setNamespace', this.wantedNamespace);
    }
    this.keeper.tell('setPaused', this.paused);
    this.keeper.tell('setHalted', this.halted);
    this.keeper.tell('setLooking', this.looking);
    if (this.recording) {
      this.keeper.tell('setRecording', true);
    }
    return configured;
  }
}
