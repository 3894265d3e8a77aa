import { statesOf, type SideStates } from '../../core/tcp/scenarios/progress';
import { scenarioIds, type Scenario, type ScenarioId } from '../../core/tcp/scenarios/scenario';
import { scenarioOf } from '../../core/tcp/scenarios/scenarios';
import type { PanelMemory } from '../../protocol/panel';
import type { ScenarioText } from '../../protocol/scenarioText';
import type { Answer } from '../view';

/** Where the reader is in a scenario. */
export interface Place {
  readonly scenario: Scenario;
  /** How many steps have been taken; 0 is before the first. */
  readonly step: number;
  /** By number of steps taken. */
  readonly states: readonly SideStates[];
}

/** Learn mode: which scenario is open, how far it has gone, and what is to be said about it. */
export class Lesson {
  isShown = false;
  place: Place | undefined;
  texts: Answer<readonly ScenarioText[]> = { status: 'waiting' };
  /** What a screen reader hears; set where a step is taken. */
  spoken = '';
  private isAsked = false;

  constructor(
    private readonly ask: () => Promise<readonly ScenarioText[]>,
    /** Something to draw and to remember. */
    private readonly changed: () => void,
  ) {}

  show(isShown: boolean): void {
    this.isShown = isShown;
    if (isShown && (!this.isAsked || this.texts.status === 'failed')) {
      void this.load();
    }
    this.changed();
  }

  /** Opens a scenario at its beginning, or the list of all. */
  open(id: ScenarioId | undefined): void {
    this.place = id && placeIn(scenarioOf(id), 0);
    this.spoken = '';
    this.show(true);
  }

  /** Goes to a number of steps taken; beyond an end nothing happens. Says whether it moved. */
  go(step: number): boolean {
    const { place } = this;
    const target = Math.max(0, Math.min(step, place?.scenario.steps.length ?? 0));
    if (place === undefined || target === place.step) {
      return false;
    }
    this.place = { ...place, step: target };
    this.changed();
    return true;
  }

  /** The text of a scenario, when it is there. */
  textOf(id: ScenarioId): ScenarioText | undefined {
    return this.texts.status === 'here' ? this.texts.value.find(({ scenario }) => scenario === id) : undefined;
  }

  recall({ learning = false, lesson }: PanelMemory): void {
    const id = scenarioIds.find(known => known === lesson?.scenario);
    if (id !== undefined) {
      this.place = placeIn(scenarioOf(id), 0);
      this.go(lesson!.step);
    }
    if (learning) {
      this.show(true);
    }
  }

  memory(): Pick<PanelMemory, 'learning' | 'lesson'> {
    const { isShown, place } = this;
    return {
      ...(isShown && { learning: true }),
      ...(place && { lesson: { scenario: place.scenario.id, step: place.step } }),
    };
  }

  private async load(): Promise<void> {
    this.isAsked = true;
    this.texts = { status: 'waiting' };
    try {
      this.texts = { status: 'here', value: await this.ask() };
    } catch {
      this.texts = { status: 'failed' };
    }
    this.changed();
  }
}

function placeIn(scenario: Scenario, step: number): Place {
  return { scenario, step, states: statesOf(scenario) };
}
