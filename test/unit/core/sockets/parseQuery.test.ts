import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tracker } from '../../../../src/core/history/tracker';
import { filterRows } from '../../../../src/core/sockets/filter';
import { parseQuery } from '../../../../src/core/sockets/parseQuery';
import { queryKeys } from '../../../../src/core/sockets/queryValues';
import type { Owners } from '../../../../src/core/sockets/rows';
import { tableOf } from './tableOf';

const node = { pid: 4711, name: 'node', startTicks: 1, parentPid: 1, uid: 0 };
const owners: Owners = {
  ownersOf: inode => (inode === 1 || inode === 2 ? [node] : []),
  whyNone: () => 'not-resolved',
};
const tracked = new Tracker().update(
  tableOf([
    { state: 'LISTEN', local: '0.0.0.0:3000', inode: 1 },
    { state: 'CLOSE-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:50000', inode: 2, receiveQueue: 1 },
    { state: 'ESTABLISHED', local: '10.0.0.5:40000', remote: '10.1.0.1:5432', inode: 3, sendQueue: 5_000 },
    { state: 'TIME-WAIT', local: '[2001:db8::1]:40001', remote: '[2001:db8::2]:443', inode: 0 },
  ]),
  { ephemeralPorts: { low: 32_768, high: 60_999 } },
);

function rowsFor(text: string): number[] {
  const parsed = parseQuery(text);
  return parsed.ok ? [...filterRows(tracked, parsed.query, owners)] : [-1];
}

test.each([
  ['', [0, 1, 2, 3]],
  ['   ', [0, 1, 2, 3]],
  ['state:close-wait', [1]],
  ['state:CLOSE_WAIT,listen', [0, 1]],
  ['CloseWait', [1]],
  ['-state:listen', [1, 2, 3]],
  ['port:3000', [0, 1]],
  ['3000', [0, 1]],
  ['port:40000-40001', [2, 3]],
  ['localport:3000', [0, 1]],
  ['remoteport:443', [3]],
  ['service:5432', [2]],
  ['service:3000', [0, 1]],
  ['pid:4711', [0, 1]],
  ['-pid:4711', [2, 3]],
  ['process:NOD', [0, 1]],
  ['nod', [0, 1]],
  ['"nod"', [0, 1]],
  ['addr:10.0.0.0/8', [2]],
  ['10.1.0.1', [2]],
  ['2001:db8::/32', [3]],
  ['remote:2001:db8::2', [3]],
  ['loopback', [1]],
  ['-loopback', [0, 2, 3]],
  ['direction:inbound', [1]],
  ['direction:outbound', [2, 3]],
  ['actor:program', [1]],
  ['actor:kernel', [3]],
  ['receive:>0', [1]],
  ['send:>=4k', [2]],
  ['age:<1s -listen', [1, 2, 3]],
  ['state:close-wait port:3000 pid:4711 process:node -addr:10.0.0.0/8', [1]],
])('%j finds %j', (text, expected) => {
  expect(rowsFor(text)).toEqual(expected);
});

test.each([
  ['port:x', { code: 'bad-number', start: 0, end: 6, word: 'port:x', key: 'port' }],
  ['listen port:70000', { code: 'bad-number', start: 7, end: 17, word: 'port:70000', key: 'port' }],
  ['port:9-3', { code: 'bad-number', start: 0, end: 8, word: 'port:9-3', key: 'port' }],
  ['stat:listen', { code: 'unknown-key', start: 0, end: 11, word: 'stat:listen', suggestion: 'state' }],
  [
    'state:close-wiat',
    { code: 'unknown-value', start: 0, end: 16, word: 'state:close-wiat', key: 'state', suggestion: 'close-wait' },
  ],
  [
    '-direction:in',
    { code: 'unknown-value', start: 0, end: 13, word: '-direction:in', key: 'direction', suggestion: 'inbound' },
  ],
  ['addr:10.0.0.0/33', { code: 'bad-address', start: 0, end: 16, word: 'addr:10.0.0.0/33', key: 'addr' }],
  ['pid:', { code: 'missing-value', start: 0, end: 4, word: 'pid:', key: 'pid' }],
  ['process:"no', { code: 'open-quote', start: 0, end: 11, word: 'process:"no' }],
  ['age:5constructor', { code: 'bad-number', start: 0, end: 16, word: 'age:5constructor', key: 'age' }],
  ['sort:size', { code: 'unknown-value', start: 0, end: 9, word: 'sort:size', key: 'sort' }],
  ['age:5x', { code: 'bad-number', start: 0, end: 6, word: 'age:5x', key: 'age' }],
])('%j is refused, and the error points at the word', (text, error) => {
  expect(parseQuery(text)).toEqual({ ok: false, errors: [error] });
});

test('every wrong word gets its own error', () => {
  const parsed = parseQuery('port:x nope:1 listen');
  expect(parsed.ok ? [] : parsed.errors.map(error => error.word)).toEqual(['port:x', 'nope:1']);
});

test('no text makes the parser throw, and every error lies inside the text', () => {
  const piece = fc.oneof(fc.constantFrom(...queryKeys, ':', ',', '-', '"', ' ', '>', '/', '.'), fc.string());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      const text = pieces.join('');
      const parsed = parseQuery(text);
      if (!parsed.ok) {
        parsed.errors.forEach(({ start, end, word }) => expect(text.slice(start, end)).toBe(word));
      }
    }),
    { numRuns: 5_000 },
  );
});

test.each([
  ['listen', undefined],
  ['sort:age', { by: 'age', descending: false }],
  ['-sort:receive', { by: 'receive', descending: true }],
  ['sort:age sort:port', { by: 'port', descending: false }],
])('%j asks for the order %j', (text, order) => {
  const parsed = parseQuery(text);
  expect(parsed.ok && parsed.query.order).toEqual(order);
});
