import * as vscode from 'vscode';
import type { MonitorEvents, MonitorFunctions } from '../../protocol/monitor';
import type { ArgumentsOf, Exit } from '../../fork/forkedProcess';
import { MonitorError } from '../../fork/monitorError';
import { MonitorProcess, type Answer } from '../../fork/monitorProcess';
import { nextEvent } from '../nextEvent';
import { RestartPolicy } from './restartPolicy';

/**
 * stopped: not needed now, the next call starts it. restarting: it died and is started again after a delay.
 * given-up: it died so often that only `restart` starts it again.
 */
export type MonitorState = 'stopped' | 'starting' | 'running' | 'restarting' | 'given-up';

type FunctionName = keyof MonitorFunctions;

/** Views ask when a frame comes. So that one that hangs, and sends none, is noticed, it is asked something this often. */
const pulseMs = 10_000;

/** What the one who keeps the monitor is asked about it. */
export interface MonitorNeeds {
  readonly events: MonitorEvents;
  /** Somebody looks, or wants it to record. */
  isNeeded(): boolean;
  /** Tells a monitor that has just been forked what the ones before it were told; when it is done, it runs. */
  instruct(monitor: Pick<MonitorProcess, 'call'>): Promise<void>;
}

/** Forks the monitor at first need, and again when it has died while somebody needs it. */
export class MonitorKeeper implements vscode.Disposable {
  private readonly stateChanged = new vscode.EventEmitter<MonitorState>();
  readonly onDidChangeState = this.stateChanged.event;

  private current: MonitorProcess | undefined;
  private currentState: MonitorState = 'stopped';
  private readonly policy = new RestartPolicy();
  private restartTimer: NodeJS.Timeout | undefined;
  private pulse: NodeJS.Timeout | undefined;
  private disposed = false;
  /** Calls that are repeated when the monitor dies under them; they need it as much as a view that looks. */
  private repeatableCalls = 0;

  constructor(
    private readonly script: string,
    private readonly needs: MonitorNeeds,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get state(): MonitorState {
    return this.currentState;
  }

  get processId(): number | undefined {
    return this.current?.processId;
  }

  /** Starts it if it was not needed so far. @returns whether it did */
  wake(): boolean {
    const sleeps = this.currentState === 'stopped' && !this.disposed;
    if (sleeps) {
      this.start();
    }
    return sleeps;
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
    clearInterval(this.pulse);
    this.current?.kill();
    this.setState('stopped');
    this.stateChanged.dispose();
  }

  /** Calls a function that changes nothing, and calls it once more when the monitor dies meanwhile. */
  async read<Name extends FunctionName>(
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
  tell<Name extends FunctionName>(name: Name, ...args: ArgumentsOf<MonitorFunctions[Name]>): void {
    this.current?.call(name, ...args).catch((error: unknown) => {
      if (!(error instanceof MonitorError)) {
        this.log.error(`${name}: ${String(error)}`);
      }
    });
  }

  /** Calls it once, and never again: what the call does may have been done by one that died. */
  async callOnce<Name extends FunctionName>(
    name: Name,
    ...args: ArgumentsOf<MonitorFunctions[Name]>
  ): Promise<Answer<Name>> {
    return (await this.ready()).call(name, ...args);
  }

  /** A monitor to call: it answers calls that reach it while it still starts. */
  private async ready(): Promise<MonitorProcess> {
    this.wake();
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
      events: this.needs.events,
      onDidPrint: line => this.log.warn(`monitor: ${line}`),
      onDidExit: exit => this.exited(exit),
    });
    this.current = started;
    this.pulse = setInterval(() => {
      if (this.needs.isNeeded()) {
        this.tell('rows', []);
      }
    }, pulseMs);
    this.setState('starting');
    this.needs.instruct(started).then(
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
    clearInterval(this.pulse);
    if (this.disposed) {
      return;
    }
    const needed = this.repeatableCalls > 0 || this.needs.isNeeded();
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
