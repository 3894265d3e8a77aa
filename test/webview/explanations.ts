import { readFileSync } from 'node:fs';
import type { TcpStateName } from '../../src/core/tcp/states';
import { parseExplanation } from '../../src/host/explain/parseExplanation';
import type { Explanation } from '../../src/protocol/explanation';

/** The real explanation of a state, as the host reads it. */
export function explanationOf(state: TcpStateName): Explanation {
  const file = new URL(`../../media/explain/en/${state.toLowerCase()}.md`, import.meta.url);
  return parseExplanation(readFileSync(file, 'utf8'), 'en');
}
