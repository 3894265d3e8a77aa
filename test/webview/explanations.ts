import { readFileSync } from 'node:fs';
import { scenarios } from '../../src/core/tcp/scenarios/scenarios';
import type { TcpStateName } from '../../src/core/tcp/states';
import { parseExplanation } from '../../src/protocol/parseExplanation';
import { parseScenarioText } from '../../src/host/explain/parseScenarioText';
import type { Explanation } from '../../src/protocol/explanation';

/** The real explanation of a state, as the host reads it. */
export function explanationOf(state: TcpStateName): Explanation {
  const file = new URL(`../../media/explain/en/${state.toLowerCase()}.md`, import.meta.url);
  return parseExplanation(readFileSync(file, 'utf8'), 'en');
}

/** The real texts of all scenarios, as the host reads them. */
export const scenarioTexts = scenarios.map(scenario => {
  const file = new URL(`../../media/explain/en/scenarios/${scenario.id}.md`, import.meta.url);
  return parseScenarioText(readFileSync(file, 'utf8'), scenario, 'en');
});
