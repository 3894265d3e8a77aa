import { statesOf } from '../core/tcp/scenarios/progress';
import type { Scenario, Side } from '../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../core/tcp/states';
import type { RunEnd, ScenarioRun } from '../protocol/scenario';
import { Actors } from './actors';
import type { Script, ScriptStep } from './script';
import { waitUntil } from './waitUntil';
import type { Sight, Watcher } from './watcher';

/** For a state that is there at once, or after an ACK that the kernel holds back for 200 ms at most. */
const usualLimitMs = 5_000;
const sides = ['client', 'server'] as const;

/** One scenario while it is performed with real sockets, step by step. */
export class Performance {
  private readonly actors = new Actors();
  private readonly expected;
  private step = -1;
  /** null: whatever it is. */
  private lastExpected: Readonly<Record<Side, TcpStateName | null>>;

  constructor(
    private readonly scenario: Scenario,
    private readonly script: Script,
    private readonly watcher: Watcher,
  ) {
    this.expected = statesOf(scenario);
    this.lastExpected = this.expected[0]!;
  }

  /** @throws Error when the sockets do not come into the states with which the scenario starts */
  async begin(): Promise<ScenarioRun> {
    await this.script.prepare?.(this.actors);
    return this.report(await this.see({}));
  }

  /** @throws Error when the sockets are not in the states that the script promises, in time */
  async next(): Promise<ScenarioRun> {
    const { id } = this.scenario.steps[this.step + 1] ?? { id: undefined };
    if (id === undefined) {
      return this.report(this.watcher.look(this.actors));
    }
    if (this.step === -1) {
      this.actors.beginSteps();
    }
    const step = this.script.steps[id]!;
    await step.does?.(this.actors);
    this.step += 1;
    this.lastExpected = { ...this.expected[this.step + 1]!, ...step.shows };
    return this.report(await this.see(step));
  }

  end(): void {
    this.actors.leave();
    this.watcher.close();
  }

  private async see({ until, limitMs = usualLimitMs }: ScriptStep): Promise<Sight> {
    let sight = this.watcher.look(this.actors);
    try {
      await waitUntil(
        () => {
          sight = this.watcher.look(this.actors);
          return (
            sides.every(side => (this.lastExpected[side] ?? sight[side].state) === sight[side].state) &&
            (until?.(sight) ?? true)
          );
        },
        limitMs,
        '',
      );
      return sight;
    } catch {
      const wanted = sides.map(side => `${side} ${this.lastExpected[side] ?? 'any'}`).join(', ');
      const found = sides.map(side => `${side} ${sight[side].state}`).join(', ');
      throw new Error(`${this.scenario.steps[this.step]?.id ?? 'start'}: ${found} and not ${wanted}`);
    }
  }

  private report(sight: Sight): ScenarioRun {
    const ends: Partial<Record<Side, RunEnd>> = {};
    for (const side of sides) {
      const { end } = sight[side];
      if (this.lastExpected[side] !== null && end.local !== '') {
        ends[side] = end;
      }
    }
    const { id, steps } = this.scenario;
    return this.step === steps.length - 1
      ? { status: 'ended', scenario: id, ends }
      : { status: 'running', scenario: id, step: this.step, ends };
  }
}
