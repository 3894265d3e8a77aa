import type { Actor } from '../tcp/states';
import { stateOf, tcpStates } from '../tcp/states';
import { parseStateName } from '../tcp/stateNames';
import { parseAddressRange, type AddressRange } from './address';
import type { Direction } from './browsedRow';
import { closestWord } from './closestWord';

/** Every term must hold. Values of one term are alternatives. */
export interface Query {
  terms: readonly QueryTerm[];
  /** The order of rows, where one is asked for; the last one named counts. */
  order?: RowOrder;
}

/** Longest in its state, fullest queue, most retransmissions or lowest remote port first; or the other way round. */
export interface RowOrder {
  by: 'seen' | 'age' | 'receive' | 'send' | 'retransmits' | 'port';
  descending: boolean;
}

export interface QueryTerm {
  negated: boolean;
  test: QueryTest;
}

export type QueryTest =
  /** State codes. */
  | { key: 'state'; values: readonly number[] }
  | { key: 'port' | 'localport' | 'remoteport' | 'service' | 'pid' | 'uid'; values: readonly NumberRange[] }
  | { key: 'addr' | 'local' | 'remote'; values: readonly AddressRange[] }
  /** Parts of a process name, lower case. */
  | { key: 'process'; values: readonly string[] }
  | { key: 'direction'; values: readonly Direction[] }
  | { key: 'actor'; values: readonly Actor[] }
  /** Milliseconds in the state, or bytes in a queue. */
  | { key: 'age' | 'receive' | 'send'; values: readonly NumberRange[] }
  | { key: 'loopback' };

/** Both ends included. */
export interface NumberRange {
  low: number;
  high: number;
}

/** A word that means nothing, where it stands, and the nearest word that does. */
export interface QueryError {
  code: 'unknown-key' | 'unknown-value' | 'bad-number' | 'bad-address' | 'missing-value' | 'open-quote';
  start: number;
  end: number;
  word: string;
  key?: string;
  suggestion?: string;
}

export type QueryResult = { ok: true; query: Query } | { ok: false; errors: readonly QueryError[] };

export const queryKeys = [
  'state',
  'port',
  'localport',
  'remoteport',
  'service',
  'pid',
  'process',
  'addr',
  'local',
  'remote',
  'direction',
  'actor',
  'uid',
  'age',
  'receive',
  'send',
  'sort',
] as const;
type QueryKey = (typeof queryKeys)[number];

const directionNames: readonly Direction[] = ['inbound', 'outbound', 'none', 'unknown'];
const actorNames: readonly Actor[] = ['program', 'peer', 'kernel', 'nobody'];
const orderNames: readonly RowOrder['by'][] = ['age', 'receive', 'send', 'retransmits', 'port', 'seen'];
const ageUnits: ReadonlyMap<string, number> = new Map([
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
]);
const byteUnits: ReadonlyMap<string, number> = new Map([
  ['', 1],
  ['b', 1],
  ['k', 1_024],
  ['m', 1_048_576],
]);

/**
 * Parses the filter language: `state:close-wait,time-wait port:3000 pid:4711 process:node addr:10.0.0.0/8 age:>60s -loopback sort:receive`.
 * A bare word is what it looks like: a state, a port, an address, 'loopback', or else a part of a process name.
 */
export function parseQuery(text: string): QueryResult {
  const terms: QueryTerm[] = [];
  const errors: QueryError[] = [];
  let order: RowOrder | undefined;
  for (const { start, end } of splitWords(text)) {
    const word = text.slice(start, end);
    const negated = word.startsWith('-') && word.length > 1;
    const body = negated ? word.slice(1) : word;
    const result = body.includes('"') && body.split('"').length % 2 === 0 ? failed('open-quote') : parseTerm(body);
    if ('code' in result) {
      errors.push({ start, end, word, ...result });
    } else if (result.key === 'sort') {
      order = { by: result.values.at(-1)!, descending: negated };
    } else {
      terms.push({ negated, test: result });
    }
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, query: { terms, ...(order && { order }) } };
}

/** What one word says: a test that rows must pass, or the order to show them in. */
type Word = QueryTest | { key: 'sort'; values: readonly RowOrder['by'][] };
type Failure = Pick<QueryError, 'code' | 'key' | 'suggestion'>;

function failed(code: QueryError['code'], rest: Omit<Failure, 'code'> = {}): Failure {
  return { code, ...rest };
}

function parseTerm(body: string): Word | Failure {
  // An IPv6 address has colons too, so a bare address is tried before key:value.
  const bare = parseBareWord(body.replaceAll('"', ''));
  if (bare !== undefined) {
    return bare;
  }
  const colon = body.indexOf(':');
  if (colon === -1) {
    return { key: 'process', values: [body.replaceAll('"', '').toLowerCase()] };
  }
  const name = body.slice(0, colon).toLowerCase();
  const key = queryKeys.find(candidate => candidate === name);
  if (key === undefined) {
    return failed('unknown-key', optional('suggestion', closestWord(name, queryKeys)));
  }
  const values = body.slice(colon + 1).replaceAll('"', '');
  return values === '' ? failed('missing-value', { key }) : parseValues(key, values.split(','));
}

function parseBareWord(word: string): QueryTest | undefined {
  if (word.toLowerCase() === 'loopback') {
    return { key: 'loopback' };
  }
  if (/^\d{1,5}$/.test(word) && Number(word) <= 65_535) {
    return { key: 'port', values: [{ low: Number(word), high: Number(word) }] };
  }
  const range = parseAddressRange(word);
  if (range !== undefined) {
    return { key: 'addr', values: [range] };
  }
  const state = parseStateName(word);
  return state === undefined ? undefined : { key: 'state', values: [stateOf(state).code] };
}

function parseValues(key: QueryKey, words: readonly string[]): Word | Failure {
  switch (key) {
    case 'state': {
      const names = tcpStates.map(state => state.name.toLowerCase());
      return collect(
        words,
        parseState,
        word => unknownValue(key, word, names),
        values => ({ key, values }),
      );
    }
    case 'port':
    case 'localport':
    case 'remoteport':
    case 'service':
      return collect(
        words,
        word => parseRange(word, 65_535),
        badNumber(key),
        values => ({ key, values }),
      );
    case 'pid':
    case 'uid':
      return collect(
        words,
        word => parseRange(word, 4_294_967_295),
        badNumber(key),
        values => ({ key, values }),
      );
    case 'addr':
    case 'local':
    case 'remote':
      return collect(
        words,
        parseAddressRange,
        () => failed('bad-address', { key }),
        values => ({ key, values }),
      );
    case 'process':
      return { key, values: words.map(word => word.toLowerCase()) };
    case 'direction':
      return collect(
        words,
        oneOf(directionNames),
        word => unknownValue(key, word, directionNames),
        values => ({ key, values }),
      );
    case 'actor':
      return collect(
        words,
        oneOf(actorNames),
        word => unknownValue(key, word, actorNames),
        values => ({ key, values }),
      );
    case 'sort':
      return collect(
        words,
        oneOf(orderNames),
        word => unknownValue(key, word, orderNames),
        values => ({ key, values }),
      );
    case 'age':
      return collect(
        words,
        word => parseAmount(word, ageUnits),
        badNumber(key),
        values => ({ key, values }),
      );
    case 'receive':
    case 'send':
      return collect(
        words,
        word => parseAmount(word, byteUnits),
        badNumber(key),
        values => ({ key, values }),
      );
  }
}

function collect<Value>(
  words: readonly string[],
  parse: (word: string) => Value | undefined,
  fail: (word: string) => Failure,
  make: (values: readonly Value[]) => Word,
): Word | Failure {
  const values: Value[] = [];
  for (const word of words) {
    const value = parse(word);
    if (value === undefined) {
      return fail(word);
    }
    values.push(value);
  }
  return make(values);
}

function parseState(word: string): number | undefined {
  const name = parseStateName(word);
  return name === undefined ? undefined : stateOf(name).code;
}

function oneOf<Name extends string>(names: readonly Name[]): (word: string) => Name | undefined {
  return word => names.find(name => name === word.toLowerCase());
}

/** '3000' or '3000-3010'. */
function parseRange(word: string, most: number): NumberRange | undefined {
  const match = /^(\d{1,10})(?:-(\d{1,10}))?$/.exec(word);
  if (match === null) {
    return undefined;
  }
  const low = Number(match[1]);
  const high = match[2] === undefined ? low : Number(match[2]);
  return low <= high && high <= most ? { low, high } : undefined;
}

/** '>60s', '<5m', '>=4k' or an exact amount, in the given units. */
function parseAmount(word: string, units: ReadonlyMap<string, number>): NumberRange | undefined {
  const match = /^(>=|<=|>|<)?(\d{1,12})([a-z]*)$/i.exec(word);
  const unit = units.get(match?.[3]?.toLowerCase() ?? '');
  if (match === null || unit === undefined) {
    return undefined;
  }
  const amount = Number(match[2]) * unit;
  switch (match[1] ?? '=') {
    case '>':
      return { low: amount + 1, high: Infinity };
    case '>=':
      return { low: amount, high: Infinity };
    case '<':
      return { low: 0, high: amount - 1 };
    case '<=':
      return { low: 0, high: amount };
    default:
      return { low: amount, high: amount };
  }
}

function badNumber(key: QueryKey): () => Failure {
  return () => failed('bad-number', { key });
}

function unknownValue(key: QueryKey, word: string, known: readonly string[]): Failure {
  return failed('unknown-value', { key, ...optional('suggestion', closestWord(word.toLowerCase(), known)) });
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return (value === undefined ? {} : { [name]: value }) as Partial<Record<Name, Value>>;
}

/** Where the words of a text stand; a quoted part keeps its spaces. */
function* splitWords(text: string): Generator<{ start: number; end: number }> {
  for (const match of text.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g)) {
    yield { start: match.index, end: match.index + match[0].length };
  }
}
