import { allSpellings, parseStateName } from './stateNames';
import { stateOfProcHex } from './stateNumbers';
import { tcpStates, type TcpStateName } from './states';
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
  const output = toolOutputOf(line);
  const found: FoundState[] = [];
  // matchAll works on a copy of the expression, so that nothing is left behind in it for a concurrent caller.
  for (const match of line.matchAll(candidates)) {
    const [text, prefix = '', name = ''] = match;
    const state = parseStateName(name);
    const isEnglishWord = prefix === '' && isWord(name);
    if (state !== undefined && (isEnglishWord ? isCaseOf(output, name) : isNameOf(prefix, name))) {
      found.push({ start: match.index, end: match.index + text.length, state, isEnglishWord });
    }
  }
  return found;
}

/** Letters only and no capital after a small letter, or the one name in small letters that programs use for a variable. */
function isWord(name: string): boolean {
  return (
    (/^[\p{L}?.™–\s]+$/u.test(name) && !/\p{Ll}\p{Lu}/u.test(name) && !abbreviations.has(name)) || name === 'last_ack'
  );
}

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
  return (prefix === '' || prefixes.includes(prefix)) && (/[-_]/.test(name) || exactNames.has(name) || prefix !== '');
}

const prefixes = ['MIB_TCP_STATE_', 'TCPS_', 'TCP_', 'TcpState.', 'TcpState::', 'psutil.CONN_'];
const exactNames: ReadonlySet<string> = new Set(tcpStates.flatMap(({ name }) => allSpellings(name)));

const candidates = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(${prefixes.map(escape).join('|')})?(${alternatives()})(?![\p{L}\p{N}_])`,
  'giu',
);

/** Every spelling, the longest first so that none hides another, with _ and - for each other. */
function alternatives(): string {
  const names = [...exactNames].sort((a, b) => b.length - a.length);
  return names.map(name => escape(name).replace(/[-_]/g, '[-_]')).join('|');
}

function escape(text: string): string {
  return text.replace(/[.?\\]/g, String.raw`\$&`);
}
