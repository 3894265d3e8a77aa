import type * as vscode from 'vscode';
import type { ScenarioId } from '../../core/tcp/scenarios/scenario';
import type { ExhibitId, LabFunctions, LabSource } from '../../protocol/lab';
import type { ScenarioRun } from '../../protocol/scenario';
import { ForkedProcess } from '../../fork/forkedProcess';

/** Longer than the longest wait for a timer of the kernel in a step. */
const answerLimitMs = 180_000;

/**
 * The lab as the host sees it: a process that is forked when a scenario is performed, and ends with the window, after ten
 * minutes, or when it is stopped. Its sockets end with it, so that it is never started again by itself.
 */
export class LabClient implements vscode.Disposable {
  private current: ForkedProcess<LabFunctions, object> | undefined;
  private readonly shown = new Map<ExhibitId, readonly number[]>();

  constructor(
    private readonly script: string,
    private readonly log: vscode.LogOutputChannel,
    /** It has ended by itself. */
    private readonly onDidEnd: () => void = () => undefined,
  ) {}

  /** Of the running lab; for tests. */
  get processId(): number | undefined {
    return this.current?.processId;
  }

  runScenario(scenario: ScenarioId, source: LabSource): Promise<ScenarioRun> {
    this.current ??= this.start();
    return this.ask(this.current.call('runScenario', scenario, source));
  }

  stepScenario(): Promise<ScenarioRun> {
    return this.current === undefined
      ? Promise.resolve({ status: 'not-possible', reason: 'failed' })
      : this.ask(this.current.call('stepScenario'));
  }

  /** @throws Error when its sockets could not be opened */
  async openExhibit(exhibit: ExhibitId): Promise<void> {
    const lab = (this.current ??= this.start());
    const ports = await lab.call('openExhibit', exhibit);
    this.shown.set(exhibit, ports);
  }

  /** Of the sockets of all exhibits that are on show. */
  get ports(): readonly number[] {
    return [...new Set([...this.shown.values()].flat())];
  }

  /** Ends the process, which aborts its connections first. */
  async stop(): Promise<void> {
    const { current } = this;
    this.current = undefined;
    try {
      await current?.call('end');
    } catch {
      // It has ended already.
    }
    current?.kill();
  }

  dispose(): void {
    // With the window's end the process loses its parent, and ends likewise by itself.
    void this.stop();
  }

  private async ask(answer: Promise<ScenarioRun>): Promise<ScenarioRun> {
    try {
      return await answer;
    } catch (error) {
      this.log.warn(`The lab: ${String(error)}`);
      return {
        status: 'not-possible',
        reason: 'failed',
        detail: error instanceof Error ? error.message : String(error),
      };
    }
  }

  private start(): ForkedProcess<LabFunctions, object> {
    this.shown.clear();
    const started = new ForkedProcess<LabFunctions, object>(this.script, {
      name: 'lab',
      answerLimitMs,
      events: {},
      toError: (_, detail) => new Error(detail),
      onDidPrint: line => this.log.warn(`lab: ${line}`),
      onDidExit: ({ reason }) => {
        this.log.info(`The lab ended (${reason}).`);
        if (this.current === started) {
          this.current = undefined;
          this.onDidEnd();
        }
      },
    });
    this.log.info(`The lab runs as process ${started.processId}.`);
    return started;
  }
}
