import { expect, test } from 'vitest';
import { reportPort } from '../../../../src/core/checks/reportPort';
import { Tracker } from '../../../../src/core/history/tracker';
import { browsedRowOf, type Owners } from '../../../../src/core/sockets/rows';
import { timerCode } from '../../../../src/core/sockets/socketTable';
import type { SystemFacts } from '../../../../src/core/system/systemFacts';
import { tableOf, type TestSocket } from '../sockets/tableOf';

const nobody: Owners = { ownersOf: () => [], whyNone: () => 'not-resolved' };
const system = {
  sysctls: {},
  counters: {},
  unprivilegedPortStart: 1_024,
  mayBindPrivileged: false,
  showsBoundSockets: true,
};

function report(sockets: readonly TestSocket[], port = 3_000, facts: SystemFacts = system) {
  const tracked = new Tracker().update(tableOf(sockets), { ephemeralPorts: { low: 32_768, high: 60_999 } });
  const { table, entries, entryOf } = tracked;
  return reportPort(tracked, port, facts, rows =>
    rows.map(row => browsedRowOf(table, row, entries, entryOf[row]!, nobody)),
  );
}

const verdicts = (sockets: readonly TestSocket[], port?: number) =>
  report(sockets, port).bindable.map(({ address, verdict, reason }) => `${address} ${verdict} ${reason}`);

/** The kernel's own answers, measured: DOMAIN.md section 4.1. */
test.each<[string, TestSocket, string[]]>([
  ['0.0.0.0', { state: 'LISTEN', local: '0.0.0.0:3000' }, ['0.0.0.0 no', '127.0.0.1 no', ':: no', '::1 yes']],
  ['127.0.0.1', { state: 'LISTEN', local: '127.0.0.1:3000' }, ['0.0.0.0 no', '127.0.0.1 no', ':: no', '::1 yes']],
  ['127.0.0.2', { state: 'LISTEN', local: '127.0.0.2:3000' }, ['0.0.0.0 no', '127.0.0.1 yes', ':: no', '::1 yes']],
  [':: dual', { state: 'LISTEN', local: '[::]:3000', flags: 3 }, ['0.0.0.0 no', '127.0.0.1 no', ':: no', '::1 no']],
  [':: v6only', { state: 'LISTEN', local: '[::]:3000', flags: 7 }, ['0.0.0.0 yes', '127.0.0.1 yes', ':: no', '::1 no']],
  ['::1', { state: 'LISTEN', local: '[::1]:3000' }, ['0.0.0.0 yes', '127.0.0.1 yes', ':: no', '::1 no']],
])('with a listener on %s', (_name, listener, expected) => {
  expect(report([listener]).bindable.map(({ address, verdict }) => `${address} ${verdict}`)).toEqual(expected);
});

test('a free port is free, another port does not count, and a privileged one is refused', () => {
  expect(verdicts([{ state: 'LISTEN', local: '0.0.0.0:3001' }])).toEqual(
    ['0.0.0.0', '127.0.0.1', '::', '::1'].map(address => `${address} yes free`),
  );
  expect(verdicts([], 80)[0]).toBe('0.0.0.0 no privileged');
});

test('leftovers of a server need SO_REUSEADDR, and the last countdown tells when the port is free', () => {
  const left = (port: number, expiresMs: number): TestSocket => ({
    state: 'TIME-WAIT',
    local: '127.0.0.1:3000',
    remote: `127.0.0.1:${port}`,
    timer: timerCode.timeWait,
    expiresMs,
    inode: 0,
  });
  const { bindable, connectionTotal } = report([left(50_000, 5_000), left(50_001, 42_000)]);
  expect(connectionTotal).toBe(2);
  expect(bindable[0]).toMatchObject({ verdict: 'with-reuseaddr', reason: 'leftover-connections', freeInMs: 42_000 });
  expect(bindable[3]).toMatchObject({ address: '::1', verdict: 'yes', reason: 'free' });
});

test('a bound socket and an outgoing connection stand in the way, and no countdown is promised', () => {
  expect(report([{ state: 'BOUND', local: '0.0.0.0:3000' }]).bindable[0]).toEqual({
    address: '0.0.0.0',
    verdict: 'with-reuseaddr',
    reason: 'bound-socket',
    blockers: [expect.any(String)],
  });
  const outgoing: TestSocket = { state: 'SYN-SENT', local: '10.0.0.1:3000', remote: '10.0.0.9:5432' };
  expect(verdicts([outgoing])).toEqual([
    '0.0.0.0 no outgoing-connection',
    '127.0.0.1 yes free',
    ':: no outgoing-connection',
    '::1 yes free',
  ]);
});

test('what cannot be known is not said to be free without reserve', () => {
  const blind = report([], 3_000, { ...system, showsBoundSockets: false, hasIpv6Loopback: false }).bindable;
  expect(blind.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual([
    'yes free-as-far-as-seen',
    'yes free-as-far-as-seen',
    'yes free-as-far-as-seen',
    'no no-ipv6',
  ]);
});

test('a port with very many connections is reported too', () => {
  const many = Array.from({ length: 200_000 }, (_, index): TestSocket => ({
    state: 'TIME-WAIT',
    local: '127.0.0.1:3000',
    remote: `127.${index >> 16}.0.1:${index & 0xffff}`,
    timer: timerCode.timeWait,
    expiresMs: index % 60_000,
    inode: 0,
  }));
  expect(report(many).bindable[0]).toMatchObject({ reason: 'leftover-connections', freeInMs: 59_999 });
});
