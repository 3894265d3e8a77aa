import { spellings } from '../core/tcp/spellings';
import { stateOf as factsOf } from '../core/tcp/states';
import { transitionsFrom } from '../core/tcp/transitions';
import type { ExplanationHeading } from '../protocol/explanation';
import { parseExplanation } from '../protocol/parseExplanation';
import type { AgentSource } from './agentSource';
import { InputError, inputOf, stateOf, textOf } from './input';

/** What a state means, who must act, how long it lasts and what to do. */
export async function explainState(source: AgentSource, given: unknown): Promise<object> {
  const word = textOf(inputOf(given, ['state']), 'state');
  if (word === undefined) {
    throw new InputError('"state" is missing: give a TCP state such as CLOSE-WAIT, in any tool\'s spelling.');
  }
  const state = stateOf(word);
  const { summary, sections } = parseExplanation(await source.explanation(`${state.toLowerCase()}.md`), 'en');
  const section = (heading: ExplanationHeading) => sections.find(one => one.heading === heading)!;
  const advice = section('what-to-do');
  return {
    state,
    summary,
    whoMustAct: factsOf(state).actor,
    category: factsOf(state).category,
    nextStates: [...new Set(transitionsFrom(state).map(({ to }) => to))],
    spelledBy: spellings[state].printed,
    whatHappened: section('what-happened').markdown,
    whatIsAwaited: section('what-is-awaited').markdown,
    howLong: section('how-long').markdown,
    whenAProblem: section('when-a-problem').markdown,
    whatToDo: advice.markdown,
    examples: Object.fromEntries(advice.parts.map(({ title, markdown }) => [title, markdown])),
    myth: section('myth').markdown,
  };
}
