import { parseStateName } from './stateNames';
import { stateOfProcHex } from './stateNumbers';
import type { TcpStateName } from './states';
import { constantPrefixes, exactNames, stateWordsIn } from './stateWords';
import { isOtherProtocol, procStateColumn, toolOutputOf, type ToolOutput } from './toolOutput';

/** A state's name in a line of text, from start to before end. */
export interface FoundState {
  readonly start: number;
  readonly end: number;
  readonly state: TcpStateName;
  /** The same word also occurs in prose, and only the look of the line says that it is a state here. */
  readonly isEnglishWord: boolean;
}

/**
 * The state names in a line, in any tool's spelling. A name that cannot be anything else (`CLOSE_WAIT`, `SynSent`, `ESTAB`,
 * `TCP_LISTEN`) counts everywhere; a word that is English too (`LISTEN`, `Closed`) only where the line looks like a tool's
 * output, and in that tool's own case. Also the hexadecimal column of a /proc/net/tcp row.
 */
export function findStateNames(line: string): FoundState[] {
  if (isOtherProtocol(line)) {
    return [];
  }
  const column = procStateColumn(line);
  if (column !== undefined) {
    const state = stateOfProcHex(line.slice(column.start, column.end));
    return state === undefined ? [] : [{ ...column, state, isEnglishWord: false }];
  }
  let output: ToolOutput | undefined;
  return stateWordsIn(line).flatMap(({ start, prefix, name }) => {
    const state = parseStateName(name);
    const isEnglishWord = prefix === '' && isWord(name);
    if (
      state === undefined ||
      !(isEnglishWord ? isCaseOf((output ??= toolOutputOf(line)), name) : isNameOf(prefix, name))
    ) {
      return [];
    }
    return [{ start, end: start + prefix.length + name.length, state, isEnglishWord }];
  });
}

/** Letters only and no capital after a small letter, or the one name in small letters that programs use for a variable. */
function isWord(name: string): boolean {
  return (
    (/^[\p{L}?.™–\s]+$/u.test(name) && !/\p{Ll}\p{Lu}/u.test(name) && !abbreviations.has(name)) || name === 'last_ack'
  );
}

const exactPrefixes: ReadonlySet<string> = new Set(constantPrefixes);

/** Abbreviations that only ss prints. */
const abbreviations: ReadonlySet<string> = new Set(['ESTAB', 'UNCONN']);

function isCaseOf(output: ToolOutput | undefined, word: string): boolean {
  switch (output) {
    case 'table':
      return word === word.toUpperCase();
    case 'powershell':
      return /^\p{Lu}\p{Ll}+$/u.test(word);
    case 'command':
      return true;
    case 'proc':
    case undefined:
      return false;
  }
}

/** Joined by _ or - a name may be in any case; in one piece it must be as printed, and a constant's prefix always. */
function isNameOf(prefix: string, name: string): boolean {
  return (prefix === '' || exactPrefixes.has(prefix)) && (/[-_]/.test(name) || exactNames.has(name) || prefix !== '');
}
