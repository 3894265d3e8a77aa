import { readFileSync } from 'node:fs';
import { scenarios } from '../../src/core/tcp/scenarios/scenarios';
import type { TcpStateName } from '../../src/core/tcp/states';
import { parseExplanation } from '../../src/protocol/parseExplanation';
import { parseScenarioText } from '../../src/host/explain/parseScenarioText';
import type { Explanation } from '../../src/protocol/explanation';
import type { ScenarioText } from '../../src/protocol/scenarioText';

/** The real explanation of a state, as the host reads it. */
export function explanationOf(state: TcpStateName, language = 'en'): Explanation {
  return parseExplanation(fileOf(language, `${state.toLowerCase()}.md`), language);
}

/** The real texts of all scenarios, as the host reads them. */
export function scenarioTextsIn(language = 'en'): ScenarioText[] {
  return scenarios.map(scenario =>
    parseScenarioText(fileOf(language, `scenarios/${scenario.id}.md`), scenario, language),
  );
}

function fileOf(language: string, name: string): string {
  return readFileSync(new URL(`../../media/explain/${language}/${name}`, import.meta.url), 'utf8');
}
