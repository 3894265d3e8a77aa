import type { ScenarioId } from '../core/tcp/scenarios/scenario';
import type { ExplanationPart } from './explanation';

/**
 * What media/explain/<language>/scenarios/<id>.md says about a scenario, in the Markdown dialect of Explanation. Its
 * second-level headings are known by their order, so that a translation is free to translate them.
 */
export interface ScenarioText {
  readonly scenario: ScenarioId;
  /** The folder it came from: 'en', 'zh-cn'. */
  readonly language: string;
  readonly title: string;
  /** One sentence. */
  readonly summary: string;
  /** One for each step of the scenario's data, in its order. */
  readonly steps: readonly ExplanationPart[];
  readonly whereYouMeetIt: ExplanationPart;
  readonly whatToDo: ExplanationPart;
}
