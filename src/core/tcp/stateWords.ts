import { allSpellings } from './stateNames';
import { tcpStates } from './states';

/** A word that spells a state's name in some case, and with - or _. */
export interface StateWord {
  readonly start: number;
  /** As it stands in the line: what a language or a library puts before the name; mostly empty. */
  readonly prefix: string;
  readonly name: string;
}

/** What is put before the name of a constant, in the case in which it is written. */
export const constantPrefixes = ['MIB_TCP_STATE_', 'TCPS_', 'TCP_', 'TcpState.', 'TcpState::', 'psutil.CONN_'] as const;

/** Every spelling of every state, as its tool prints it. */
export const exactNames: ReadonlySet<string> = new Set(tcpStates.flatMap(({ name }) => allSpellings(name)));

/**
 * The words of a line that spell a state's name, the longest possible, without overlaps. One regular expression of all names
 * would do the same, and take ten milliseconds to compile when a terminal prints its first line.
 */
export function stateWordsIn(line: string): StateWord[] {
  const words: StateWord[] = [];
  for (let start = 0; start < line.length;) {
    const word = mayBegin(line.charCodeAt(start)) && isBoundaryBefore(line, start) ? wordAt(line, start) : undefined;
    if (word !== undefined) {
      words.push(word);
    }
    start += word === undefined ? 1 : word.prefix.length + word.name.length;
  }
  return words;
}

function wordAt(line: string, start: number): StateWord | undefined {
  for (const length of lengthsAt(line, start, prefixLengths)) {
    const prefix = line.slice(start, start + length);
    const name = lowerPrefixes.has(prefix.toLowerCase()) ? nameAt(line, start + length) : undefined;
    if (name !== undefined) {
      return { start, prefix, name };
    }
  }
  const name = nameAt(line, start);
  return name === undefined ? undefined : { start, prefix: '', name };
}

function nameAt(line: string, start: number): string | undefined {
  for (const length of lengthsAt(line, start, nameLengths)) {
    const end = start + length;
    if (end <= line.length && isBoundaryAfter(line, end)) {
      const name = line.slice(start, end);
      if (foldedNames.has(fold(name))) {
        return name;
      }
    }
  }
  return undefined;
}

/** Every name and every prefix begins with a letter. */
function mayBegin(code: number): boolean {
  return code >= firstBeyondAscii || isWordAscii[code]!;
}

const fold = (text: string) => text.toLowerCase().replaceAll('_', '-');
const foldedNames: ReadonlySet<string> = new Set(Array.from(exactNames, fold));
const lowerPrefixes: ReadonlySet<string> = new Set(constantPrefixes.map(prefix => prefix.toLowerCase()));

/** So many characters, folded, tell whether it is worth looking further. */
const beginning = 2;
const nameLengths = lengthsByBeginning(foldedNames);
const prefixLengths = lengthsByBeginning(lowerPrefixes);

/** The longest first, so that no text hides another. */
function lengthsByBeginning(texts: Iterable<string>): ReadonlyMap<string, readonly number[]> {
  const all = new Map<string, number[]>();
  for (const text of texts) {
    const key = text.slice(0, beginning);
    all.set(
      key,
      [...new Set([...(all.get(key) ?? []), text.length])].sort((a, b) => b - a),
    );
  }
  return all;
}

function lengthsAt(line: string, start: number, all: ReadonlyMap<string, readonly number[]>): readonly number[] {
  return all.get(fold(line.slice(start, start + beginning))) ?? [];
}

const hyphen = 45;
/** From here on a character needs a look into Unicode's tables. */
const firstBeyondAscii = 128;
const isWordAscii: readonly boolean[] = Array.from({ length: firstBeyondAscii }, (_, code) =>
  /\w/.test(String.fromCharCode(code)),
);

/** No letter, digit, _ or - comes before: what is joined to something is a part of another name. */
function isBoundaryBefore(line: string, at: number): boolean {
  if (at === 0) {
    return true;
  }
  const code = line.charCodeAt(at - 1);
  return code < firstBeyondAscii
    ? code !== hyphen && !isWordAscii[code]!
    : !/[\p{L}\p{N}]$/u.test(line.slice(Math.max(0, at - 2), at));
}

/** No letter, digit or _ follows; a - may, as in `TIME_WAIT-Sockets`. */
function isBoundaryAfter(line: string, at: number): boolean {
  if (at >= line.length) {
    return true;
  }
  const code = line.charCodeAt(at);
  return code < firstBeyondAscii ? !isWordAscii[code]! : !/^[\p{L}\p{N}]/u.test(line.slice(at, at + 2));
}
