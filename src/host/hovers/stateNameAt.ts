import { findStateNames, type FoundState } from '../../core/tcp/findStateNames';

/** Characters on either side of the pointer that are looked at in a long line, so that a minified file costs nothing. */
const reach = 1_000;

/** The state's name under a character of a line; undefined when there is none. */
export function stateNameAt(line: string, character: number): FoundState | undefined {
  const start = line.length <= 2 * reach ? 0 : Math.max(0, character - reach);
  const window = start === 0 ? line.slice(0, 2 * reach) : line.slice(start, character + reach);
  const found = findStateNames(window).find(name => name.start + start <= character && character <= name.end + start);
  return found && { ...found, start: found.start + start, end: found.end + start };
}
