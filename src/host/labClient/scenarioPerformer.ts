import type * as vscode from 'vscode';
import type { PanelHostFunctions } from '../../protocol/panel';
import type { ScenarioRun } from '../../protocol/scenario';
import type { Model } from '../model';
import type { LabClient } from './labClient';

/**
 * Performs scenarios with real sockets for one page, and selects both sockets so that the diagram shows where they are.
 * What was begun here ends with the page.
 */
export class ScenarioPerformer implements vscode.Disposable {
  /** Sockets that have gone stay among them: the diagram shows the way that they took. */
  private ids: readonly string[] = [];
  private isPerforming = false;

  constructor(
    private readonly model: Pick<Model, 'frame' | 'setSelected'>,
    private readonly lab: Pick<LabClient, 'runScenario' | 'stepScenario' | 'stop'>,
  ) {}

  functions(): Pick<PanelHostFunctions, 'runScenario' | 'stepScenario' | 'stopScenario'> {
    return {
      runScenario: async scenario => {
        this.ids = [];
        this.isPerforming = true;
        const source = this.model.frame?.source === 'proc' ? 'proc' : 'auto';
        return this.follow(await this.lab.runScenario(scenario, source));
      },
      stepScenario: async () => this.follow(await this.lab.stepScenario()),
      stopScenario: () => this.stop(),
    };
  }

  dispose(): void {
    void this.stop();
  }

  private async stop(): Promise<void> {
    if (this.isPerforming) {
      this.isPerforming = false;
      await this.lab.stop();
    }
  }

  private follow(run: ScenarioRun): ScenarioRun {
    if (run.status !== 'not-possible') {
      const connections = Object.values(run.ends).filter(({ remote }) => remote !== undefined);
      this.ids = [...new Set([...this.ids, ...connections.flatMap(({ id }) => id ?? [])])];
      this.model.setSelected(this.ids);
    }
    return run;
  }
}
