import { scenarioOf } from '../core/tcp/scenarios/scenarios';
import type { ScenarioId } from '../core/tcp/scenarios/scenario';
import type { ExhibitId, LabFunctions, LabSource, PlacedSocket } from '../protocol/lab';
import type { RunObstacle, ScenarioRun } from '../protocol/scenario';
import { openAllStates } from './everyState';
import { Exhibits } from './exhibits/exhibits';
import { holders } from './holder';
import { Performance } from './performance';
import { abort, descriptors } from './posix';
import { scripts } from './scripts/scripts';
import { Watcher } from './watcher';

/** What the lab process does; nothing of it is in the extension host. */
export class Lab implements LabFunctions {
  private performance: Performance | undefined;
  private readonly exhibits = new Exhibits();

  async runScenario(id: ScenarioId, source: LabSource): Promise<ScenarioRun> {
    await this.stopScenario();
    if (process.platform !== 'linux') {
      return notPossible('platform');
    }
    const script = scripts[id];
    return this.attempt(async () => {
      const obstacle = script.obstacle?.();
      if (obstacle !== undefined) {
        return notPossible(obstacle);
      }
      this.performance = new Performance(scenarioOf(id), script, new Watcher(source));
      return this.performance.begin();
    });
  }

  stepScenario(): Promise<ScenarioRun> {
    return this.attempt(async () => {
      if (this.performance === undefined) {
        return notPossible('failed', 'no scenario is being performed');
      }
      return this.performance.next();
    });
  }

  stopScenario(): Promise<void> {
    this.performance?.end();
    this.performance = undefined;
    return Promise.resolve();
  }

  openAll(): Promise<readonly PlacedSocket[]> {
    return Promise.resolve(openAllStates());
  }

  openExhibit(exhibit: ExhibitId): Promise<readonly number[]> {
    return this.exhibits.open(exhibit);
  }

  async end(): Promise<void> {
    await this.stopScenario();
    abort(descriptors());
    await Promise.all(holders().map(holder => holder.end()));
  }

  private async attempt(run: () => Promise<ScenarioRun>): Promise<ScenarioRun> {
    try {
      return await run();
    } catch (error) {
      await this.stopScenario();
      return notPossible('failed', error instanceof Error ? error.message.split('\n', 1)[0] : String(error));
    }
  }
}

function notPossible(reason: RunObstacle, detail?: string): ScenarioRun {
  return { status: 'not-possible', reason, ...(detail !== undefined && { detail }) };
}
