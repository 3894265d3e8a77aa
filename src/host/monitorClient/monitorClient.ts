import * as vscode from 'vscode';
import type { Problem } from '../../core/sockets/problem';
import type { NamespaceIdentity } from '../../core/system/namespaceInfo';
import type {
  BrowseRequest,
  Frame,
  MonitorFunctions,
  MonitorOptions,
  ProcessTarget,
  SocketQuery,
} from '../../protocol/monitor';
import type { Moment } from '../../protocol/recording';
import { MonitorError } from '../../fork/monitorError';
import type { ArgumentsOf, Exit } from '../../fork/forkedProcess';
import { MonitorProcess, type Answer } from '../../fork/monitorProcess';
import { RestartPolicy } from './restartPolicy';

/**
 * stopped: not needed now, the next call starts it. restarting: it died and is started again after a delay.
 * given-up: it died so often that only `restart` starts it again.
 */
export type MonitorState = 'stopped' | 'starting' | 'running' | 'restarting' | 'given-up';

type FunctionName = keyof MonitorFunctions;

/**
 * The monitor as the host sees it: always callable. It is forked at first need, forked again when it has died while
 * somebody needs it, and told anew each time what it was told before.
 */
export class MonitorClient implements vscode.Disposable {
  private readonly stateChanged = new vscode.EventEmitter<MonitorState>();
  readonly onDidChangeState = this.stateChanged.event;
  private readonly frameArrived = new vscode.EventEmitter<Frame>();
  readonly onDidReceiveFrame = this.frameArrived.event;
  private readonly readingFailed = new vscode.EventEmitter<Problem>();
  readonly onDidFail = this.readingFailed.event;

  private current: MonitorProcess | undefined;
  private currentState: MonitorState = 'stopped';
  private readonly policy = new RestartPolicy();
  private restartTimer: NodeJS.Timeout | undefined;
  private disposed = false;

  private looking = false;
  private paused = false;
  private recording = false;
  private wantedNamespace: NamespaceIdentity | undefined;
  /** Calls that are repeated when the monitor dies under them; they need it as much as a view that looks. */
  private repeatableCalls = 0;

  constructor(
    private readonly script: string,
    private options: MonitorOptions,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get state(): MonitorState {
    return this.currentState;
  }

  /** The network namespace that it was told to read; absent for its own. */
  get namespace(): NamespaceIdentity | undefined {
    return this.wantedNamespace;
  }

  /** Of the running monitor; for the log and for tests. */
  get processId(): number | undefined {
    return this.current?.processId;
  }

  configure(options: MonitorOptions): void {
    this.options = options;
    this.tell('configure', options);
  }

  setLooking(looking: boolean): void {
    this.looking = looking;
    if (looking && this.currentState === 'stopped') {
      this.start();
    } else {
      this.tell('setLooking', looking);
    }
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.tell('setPaused', paused);
  }

  namespaces(): Promise<Answer<'namespaces'>> {
    return this.read('namespaces');
  }

  /** Undefined is the monitor's own. */
  setNamespace(namespace: NamespaceIdentity | undefined): void {
    this.wantedNamespace = namespace;
    this.tell('setNamespace', namespace ?? null);
  }

  refresh(): Promise<void> {
    return this.read('refresh');
  }

  browse(request: BrowseRequest): Promise<Answer<'browse'>> {
    return this.read('browse', request);
  }

  trace(ids: readonly string[]): Promise<Answer<'trace'>> {
    return this.read('trace', ids);
  }

  rows(ids: readonly string[]): Promise<Answer<'rows'>> {
    return this.read('rows', ids);
  }

  search(filter: string, limit: number): Promise<Answer<'search'>> {
    return this.read('search', filter, limit);
  }

  details(id: string): Promise<Answer<'details'>> {
    return this.read('details', id);
  }

  snapshot(query: SocketQuery): Promise<Answer<'snapshot'>> {
    return this.read('snapshot', query);
  }

  check(): Promise<Answer<'check'>> {
    return this.read('check');
  }

  inspectPort(port: number): Promise<Answer<'inspectPort'>> {
    return this.read('inspectPort', port);
  }

  tryBind(port: number): Promise<Answer<'tryBind'>> {
    return this.read('tryBind', port);
  }

  /** Never repeated by itself: nobody can tell whether a monitor that died had sent the signal. */
  async terminate(target: ProcessTarget, force: boolean): Promise<Answer<'terminate'>> {
    return (await this.ready()).call('terminate', target, force);
  }

  timeline(recording: string | null, after: number | null): Promise<Answer<'timeline'>> {
    return this.read('timeline', recording, after);
  }

  /** Not repeated for a monitor that is started later: what this one recorded has died with it. */
  async show(moment: Moment | null): Promise<void> {
    return (await this.ready()).call('show', moment);
  }

  /** Repeated for a monitor that is started later: the user wants it on until it is switched off. */
  setRecording(on: boolean): void {
    this.recording = on;
    if (on && this.currentState === 'stopped') {
      this.start();
    } else {
      this.tell('setRecording', on);
    }
  }

  async saveRecording(path: string, machine: string): Promise<Answer<'saveRecording'>> {
    return (await this.ready()).call('saveRecording', path, machine);
  }

  async openRecording(path: string): Promise<Answer<'openRecording'>> {
    return (await this.ready()).call('openRecording', path);
  }

  closeRecording(id: string): void {
    this.tell('closeRecording', id);
  }

  /** The user asks for another try after it was given up. */
  restart(): void {
    this.policy.reset();
    clearTimeout(this.restartTimer);
    if (this.current === undefined && !this.disposed) {
      this.start();
    }
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.restartTimer);
    this.current?.kill();
    this.setState('stopped');
    this.stateChanged.dispose();
    this.frameArrived.dispose();
    this.readingFailed.dispose();
  }

  /** Calls a function that changes nothing, and calls it once more when the monitor dies meanwhile. */
  private async read<Name extends FunctionName>(
    name: Name,
    ...args: ArgumentsOf<MonitorFunctions[Name]>
  ): Promise<Answer<Name>> {
    this.repeatableCalls += 1;
    try {
      return await (await this.ready()).call(name, ...args).catch(async (error: unknown) => {
        if (!(error instanceof MonitorError) || error.code !== 'died') {
          throw error;
        }
        return (await this.ready()).call(name, ...args);
      });
    } catch (error) {
      this.log.error(`${name}: ${String(error)}`);
      throw error;
    } finally {
      this.repeatableCalls -= 1;
    }
  }

  /** Sends what a monitor that is started later is told anyway. */
  private tell<Name extends FunctionName>(name: Name, ...args: ArgumentsOf<MonitorFunctions[Name]>): void {
    this.current?.call(name, ...args).catch((error: unknown) => {
      if (!(error instanceof MonitorError)) {
        this.log.error(`${name}: ${String(error)}`);
      }
    });
  }

  /** A monitor to call: it answers calls that reach it while it still starts. */
  private async ready(): Promise<MonitorProcess> {
    if (this.currentState === 'stopped' && !this.disposed) {
      this.start();
    }
    while (this.currentState === 'restarting') {
      await nextEvent(this.onDidChangeState);
    }
    if (this.disposed) {
      throw new MonitorError('disposed', 'Socketscope has been deactivated.');
    }
    if (this.current === undefined) {
      throw new MonitorError('given-up', 'The monitor process ended again and again; see the log.');
    }
    return this.current;
  }

  private start(): void {
    const started = new MonitorProcess(this.script, {
      events: {
        frame: frame => this.frameArrived.fire(frame),
        failed: problem => this.readingFailed.fire(problem),
      },
      onDidPrint: line => this.log.warn(`monitor: ${line}`),
      onDidExit: exit => this.exited(exit),
    });
    this.current = started;
    this.setState('starting');
    const configured = started.call('configure', this.options);
    if (this.wantedNamespace !== undefined) {
      this.tell('setNamespace', this.wantedNamespace);
    }
    this.tell('setPaused', this.paused);
    this.tell('setLooking', this.looking);
    if (this.recording) {
      this.tell('setRecording', true);
    }
    configured.then(
      () => {
        if (this.current === started) {
          this.log.info(`The monitor runs as process ${started.processId}.`);
          this.setState('running');
        }
      },
      () => undefined, // It died: `exited` says so.
    );
  }

  private exited({ orderly, reason, uptimeMs }: Exit): void {
    this.current = undefined;
    if (this.disposed) {
      return;
    }
    const needed = this.looking || this.recording || this.repeatableCalls > 0;
    if (orderly) {
      // When somebody began to look at the very moment of its exit, it is simply needed again.
      this.log.info('The monitor ended: nobody looked for a minute.');
      this.setState('stopped');
      if (needed) {
        this.start();
      }
      return;
    }
    const delayMs = this.policy.delayAfterDeath(uptimeMs);
    this.log.warn(`The monitor died after ${(uptimeMs / 1_000).toFixed(1)} s (${reason}).`);
    if (delayMs === undefined) {
      this.log.error('The monitor has died too often to be started again by itself.');
      this.setState('given-up');
    } else if (needed) {
      this.setState('restarting');
      this.restartTimer = setTimeout(() => this.start(), delayMs);
    } else {
      this.setState('stopped');
    }
  }

  private setState(state: MonitorState): void {
    if (state !== this.currentState) {
      this.currentState = state;
      this.stateChanged.fire(state);
    }
  }
}

function nextEvent<Value>(event: vscode.Event<Value>): Promise<Value> {
  return new Promise(resolve => {
    const subscription = event(value => {
      subscription.dispose();
      resolve(value);
    });
  });
}
