import { expect, test } from 'vitest';
import { Tracker } from '../../../src/core/history/tracker';
import { snapshotOf } from '../../../src/monitor/snapshot';
import type { SocketQuery } from '../../../src/protocol/monitor';
import { tableOf } from '../core/sockets/tableOf';

const table = tableOf([
  { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 1 },
  { state: 'CLOSE-WAIT', local: '10.0.0.1:3000', remote: '10.0.0.5:40000', cookie: 2 },
]);
const ephemeralPorts = { low: 32_768, high: 60_999 };
const pass = {
  tracked: new Tracker().update(table, { ephemeralPorts }),
  system: { sysctls: {}, counters: {} },
  source: 'sock_diag' as const,
  problems: [],
  readMs: 1,
  totalMs: 2,
};
const owners = { ownersOf: () => [], whyNone: () => 'not-permitted' as const };
const statesOf = (query: object) => snapshotOf(pass, query as SocketQuery, owners).sockets.map(({ state }) => state);

test('callers name states as their tools do', () => {
  expect(statesOf({ states: ['CLOSE_WAIT'] })).toEqual(['CLOSE-WAIT']);
  expect(statesOf({ states: ['Listen', 'TIME-WAIT'] })).toEqual(['LISTEN']);
});

test('what is not a state or an address is refused, with what it could be', () => {
  expect(() => statesOf({ states: ['OPEN'] })).toThrow("'OPEN' is not a TCP state; they are CLOSED, BOUND, LISTEN, ");
  expect(() => statesOf({ address: 'localhost' })).toThrow(
    "'localhost' is not an address or a CIDR range such as 10.0.0.0/8.",
  );
});
