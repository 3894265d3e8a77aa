import type * as vscode from 'vscode';
import type { PanelHostFunctions } from '../../protocol/panel';
import type { ScenarioRun } from '../../protocol/scenario';
import type { Model } from '../model';
import type { LabClient } from './labClient';

/** One scenario on its way. */
interface Performed {
  /** Sockets that have gone stay among them: the diagram shows the way that they took. */
  ids: readonly string[];
  last?: ScenarioRun;
  /** A step that the kernel takes its time for; who asks for one meanwhile means this one. */
  stepping?: Promise<ScenarioRun>;
}

/**
 * Performs scenarios with real sockets for one page, and selects both sockets so that the diagram shows where they are.
 * What was begun here ends with the page.
 */
export class ScenarioPerformer implements vscode.Disposable {
  private current: Performed | undefined;

  constructor(
    private readonly model: Pick<Model, 'frame' | 'setSelected'>,
    private readonly lab: Pick<LabClient, 'runScenario' | 'stepScenario' | 'stop'>,
  ) {}

  /** How the performance stood last; absent when there is none. */
  get run(): ScenarioRun | undefined {
    return this.current?.last;
  }

  functions(): Pick<PanelHostFunctions, 'runScenario' | 'stepScenario' | 'stopScenario'> {
    return {
      runScenario: async scenario => {
        const performed: Performed = { ids: [] };
        this.current = performed;
        const source = this.model.frame?.source === 'proc' ? 'proc' : 'auto';
        return this.follow(performed, await this.lab.runScenario(scenario, source));
      },
      stepScenario: () => {
        const performed = this.current;
        return performed === undefined ? this.lab.stepScenario() : (performed.stepping ??= this.step(performed));
      },
      stopScenario: () => this.stop(),
    };
  }

  dispose(): void {
    void this.stop();
  }

  private async step(performed: Performed): Promise<ScenarioRun> {
    try {
      return this.follow(performed, await this.lab.stepScenario());
    } finally {
      delete performed.stepping;
    }
  }

  private async stop(): Promise<void> {
    if (this.current !== undefined) {
      this.current = undefined;
      await this.lab.stop();
    }
  }

  private follow(performed: Performed, run: ScenarioRun): ScenarioRun {
    performed.last = run;
    if (run.status !== 'not-possible' && performed === this.current) {
      const connections = Object.values(run.ends).filter(({ remote }) => remote !== undefined);
      performed.ids = [...new Set([...performed.ids, ...connections.flatMap(({ id }) => id ?? [])])];
      this.model.setSelected(performed.ids);
    }
    return run;
  }
}
