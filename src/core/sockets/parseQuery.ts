import { stateOf } from '../tcp/states';
import { parseStateName } from '../tcp/stateNames';
import { parseAddressRange } from './address';
import type { Query, QueryTerm, QueryTest, RowOrder } from './query';
import { failed, failedNear, type QueryError, type QueryFailure } from './queryError';
import { parseValues, queryKeys, type QueryWord } from './queryValues';

export type QueryResult = { ok: true; query: Query } | { ok: false; errors: readonly QueryError[] };

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

function parseTerm(body: string): QueryWord | QueryFailure {
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
    return failedNear(name, queryKeys, { code: 'unknown-key' });
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

/** Where the words of a text stand; a quoted part keeps its spaces. */
function* splitWords(text: string): Generator<{ start: number; end: number }> {
  for (const match of text.matchAll(/(?:"[^"]*(?:"|$)|[^\s"])+/g)) {
    yield { start: match.index, end: match.index + match[0].length };
  }
}
