import { findStateNames, type FoundState } from '../tcp/findStateNames';
import { findNetworkErrors, type ErrorMention } from './findNetworkErrors';

/** What a line of output tells that can be looked into: an error of the network, or a socket's state. */
export type Mention =
  | ({ readonly kind: 'error' } & ErrorMention)
  | ({ readonly kind: 'state' } & Pick<FoundState, 'start' | 'end' | 'state'>);

/** Characters that are looked at; a longer line is made by a program for a program. */
const longestLine = 2_000;

/** All of them in the order of the line, without overlaps. */
export function findMentions(line: string): Mention[] {
  const text = line.slice(0, longestLine);
  const errors = findNetworkErrors(text).map((error): Mention => ({ kind: 'error', ...error }));
  const states = findStateNames(text)
    .filter(({ start, end }) => !errors.some(error => error.start < end && start < error.end))
    .map(({ start, end, state }): Mention => ({ kind: 'state', start, end, state }));
  return [...errors, ...states].sort((a, b) => a.start - b.start);
}
