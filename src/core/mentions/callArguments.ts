import { maskCode } from './textMask';

/** One argument of a call: its text, and where in the whole text that begins. */
export interface Argument {
  readonly text: string;
  readonly start: number;
}

/** Longer lists of arguments hold a function's body, and no port after it. */
const mostCharacters = 800;

/** The arguments of a call whose opening bracket ends at `from`, as far as they are seen within 800 characters. */
export function callArguments(text: string, mask: Uint8Array, from: number): Argument[] {
  const found: Argument[] = [];
  const limit = Math.min(text.length, from + mostCharacters);
  let depth = 0;
  let start = from;
  let at = from;
  for (; at < limit; at++) {
    const character = mask[at] === maskCode.code ? text[at]! : '';
    if ('([{'.includes(character) && character !== '') {
      depth += 1;
    } else if (')]}'.includes(character) && character !== '') {
      if (depth === 0) {
        break;
      }
      depth -= 1;
    } else if (character === ',' && depth === 0) {
      found.push(trimmed(text, start, at));
      start = at + 1;
    }
  }
  found.push(trimmed(text, start, at));
  return found.filter(argument => argument.text !== '');
}

function trimmed(text: string, start: number, end: number): Argument {
  const raw = text.slice(start, end);
  return { text: raw.trim(), start: start + raw.length - raw.trimStart().length };
}
