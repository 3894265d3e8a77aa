import type { ScenarioId, Side } from '../../core/tcp/scenarios/scenario';
import { scenarioOf } from '../../core/tcp/scenarios/scenarios';
import type { RunEnd, RunObstacle, ScenarioRun } from '../../protocol/scenario';
import type { Connection } from '../rpc';

/** How the performance with real sockets stands. */
export type RealRunState =
  | { readonly status: 'idle' }
  | { readonly status: 'not-possible'; readonly reason: RunObstacle; readonly detail?: string }
  | {
      readonly status: 'opening' | 'running' | 'ended';
      readonly scenario: ScenarioId;
      /** How many steps have happened. */
      readonly steps: number;
      readonly ends: Readonly<Partial<Record<Side, RunEnd>>>;
      /** When the kernel was asked for the next step, while it has not happened yet; of performance.now(). */
      readonly waitingSince?: number;
    };

const idle: RealRunState = { status: 'idle' };

/** A scenario that is performed with real sockets: one at a time, a step when the reader takes one. */
export class RealRun {
  private current: RealRunState = idle;
  /** An answer to what was asked before the run was stopped belongs to nobody. */
  private generation = 0;

  constructor(
    private readonly host: Pick<Connection['host'], 'runScenario' | 'stepScenario' | 'stopScenario'>,
    /** A step happened, or the run began, ended or failed. */
    private readonly changed: (state: RealRunState) => void,
  ) {}

  get state(): RealRunState {
    return this.current;
  }

  /** Sockets are there: what the reader does moves them. */
  get isActive(): boolean {
    return this.current.status === 'opening' || this.current.status === 'running';
  }

  /** Goes on with what was begun before this page was there. */
  resume(run: ScenarioRun | undefined): void {
    if (run !== undefined && run.status !== 'not-possible') {
      this.current = stateOf(run);
    }
  }

  start(scenario: ScenarioId): Promise<void> {
    this.current = { status: 'opening', scenario, steps: 0, ends: {}, waitingSince: performance.now() };
    return this.follow(() => this.host.runScenario(scenario));
  }

  /** Has the next step happen; while one is being waited for, nothing. */
  async step(): Promise<void> {
    const { current } = this;
    if (current.status === 'running' && current.waitingSince === undefined) {
      this.current = { ...current, waitingSince: performance.now() };
      await this.follow(() => this.host.stepScenario());
    }
  }

  stop(): void {
    this.generation += 1;
    if (this.current.status !== 'idle') {
      this.current = idle;
      void this.host.stopScenario();
      this.changed(this.current);
    }
  }

  private async follow(ask: () => Promise<ScenarioRun>): Promise<void> {
    const generation = ++this.generation;
    this.changed(this.current);
    const run = await ask().catch((): ScenarioRun => ({ status: 'not-possible', reason: 'failed' }));
    if (generation === this.generation) {
      this.current = stateOf(run);
      this.changed(this.current);
    }
  }
}

function stateOf(run: ScenarioRun): RealRunState {
  switch (run.status) {
    case 'not-possible':
      return run;
    case 'running':
      return { status: 'running', scenario: run.scenario, steps: run.step + 1, ends: run.ends };
    case 'ended':
      return { ...run, steps: scenarioOf(run.scenario).steps.length };
  }
}
