import type { Actor } from '../tcp/states';
import { stateOf, tcpStates } from '../tcp/states';
import { parseStateName } from '../tcp/stateNames';
import { parseAddressRange } from './address';
import type { Direction } from './browsedRow';
import type { NumberRange, QueryTest, RowOrder } from './query';
import { failed, failedNear, type QueryFailure } from './queryError';

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
export type QueryKey = (typeof queryKeys)[number];

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

/** What one word says: a test that rows must pass, or the order to show them in. */
export type QueryWord = QueryTest | { key: 'sort'; values: readonly RowOrder['by'][] };

/** What a key and its values mean. */
export function parseValues(key: QueryKey, words: readonly string[]): QueryWord | QueryFailure {
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
  fail: (word: string) => QueryFailure,
  make: (values: readonly Value[]) => QueryWord,
): QueryWord | QueryFailure {
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

function badNumber(key: QueryKey): () => QueryFailure {
  return () => failed('bad-number', { key });
}

function unknownValue(key: QueryKey, word: string, known: readonly string[]): QueryFailure {
  return failedNear(word.toLowerCase(), known, { code: 'unknown-value', key });
}
