import { expect, test } from 'vitest';
import { reportPort, type PortQuestion } from '../../../../../src/core/checks/port/reportPort';
import type { PortReport } from '../../../../../src/core/checks/port/portReport';
import { Tracker } from '../../../../../src/core/history/tracker';
import { browsedRowOf, type Owners } from '../../../../../src/core/sockets/rows';
import { timerCode } from '../../../../../src/core/sockets/socketTable';
import type { SystemFacts } from '../../../../../src/core/system/systemFacts';
import { browsedRow } from '../../../host/tree/browsedRow';
import { tableOf, type TestSocket } from '../../sockets/tableOf';

const nobody: Owners = { ownersOf: () => [], whyNone: () => 'not-resolved' };
const system = {
  sysctls: {},
  counters: {},
  unprivilegedPortStart: 1_024,
  mayBindPrivileged: false,
  showsBoundSockets: true,
};

function report(
  sockets: readonly TestSocket[],
  port = 3_000,
  facts: SystemFacts = system,
  more: Partial<PortQuestion> = {},
) {
  const tracked = new Tracker().update(tableOf(sockets), { ephemeralPorts: { low: 32_768, high: 60_999 } });
  const { table, entries, entryOf } = tracked;
  return reportPort({
    tracked,
    port,
    system: facts,
    foreign: [],
    toRows: rows => rows.map(row => browsedRowOf(table, row, entries, entryOf[row]!, nobody)),
    originOf: () => undefined,
    ...more,
  });
}

const verdicts = (sockets: readonly TestSocket[], port?: number) =>
  report(sockets, port).bindable.map(({ address, verdict, reason }) => `${address} ${verdict} ${reason}`);

/** The kernel's own answers, measured on Linux 6.18. */
test.each<[string, TestSocket, string[]]>([
  ['0.0.0.0', { state: 'LISTEN', local: '0.0.0.0:3000' }, ['0.0.0.0 no', '127.0.0.1 no', ':: no', '::1 yes']],
  ['127.0.0.1', { state: 'LISTEN', local: '127.0.0.1:3000' }, ['0.0.0.0 no', '127.0.0.1 no', ':: no', '::1 yes']],
  ['127.0.0.2', { state: 'LISTEN', local: '127.0.0.2:3000' }, ['0.0.0.0 no', '127.0.0.1 yes', ':: no', '::1 yes']],
  [':: dual', { state: 'LISTEN', local: '[::]:3000', flags: 3 }, ['0.0.0.0 no', '127.0.0.1 no', ':: no', '::1 no']],
  [':: v6only', { state: 'LISTEN', local: '[::]:3000', flags: 7 }, ['0.0.0.0 yes', '127.0.0.1 yes', ':: no', '::1 no']],
  ['::1', { state: 'LISTEN', local: '[::1]:3000' }, ['0.0.0.0 yes', '127.0.0.1 yes', ':: no', '::1 no']],
])('with a listener on %s', (_name, listener, expected) => {
  const found = report([listener]).bindable.map(({ address, verdict }) => `${address} ${verdict}`);
  expect(found.slice(0, expected.length)).toEqual(expected);
});

test('an address that was asked for comes first, and those of the holders last', () => {
  const sockets: TestSocket[] = [
    { state: 'LISTEN', local: '192.168.1.20:3000' },
    { state: 'LISTEN', local: '[fe80::1%eth0]:3000' },
  ];
  const facts = { ...system, ownAddresses: ['192.168.1.20', '10.0.0.9', 'fe80::1'] };
  const answers = (address: string) =>
    report(sockets, 3_000, facts, { address }).bindable.map(one => `${one.address} ${one.verdict} ${one.reason}`);
  expect(answers('10.0.0.9')).toEqual([
    '10.0.0.9 yes free',
    '0.0.0.0 no listener',
    '127.0.0.1 yes free',
    ':: no listener',
    '::1 yes free',
    '192.168.1.20 no listener',
    'fe80::1 no listener',
  ]);
  expect(answers('192.168.1.20').slice(0, 2)).toEqual(['192.168.1.20 no listener', '0.0.0.0 no listener']);
  expect(answers('10.0.0.10')[0]).toBe('10.0.0.10 no not-here');
  expect(answers('127.9.9.9')[0]).toBe('127.9.9.9 yes free');
});

test('listeners that share an address let another one of theirs in', () => {
  const shared: TestSocket = { state: 'LISTEN', local: '127.0.0.1:3000' };
  expect(verdicts([shared, { ...shared, inode: 4_712, cookie: 9 }]).slice(0, 2)).toEqual([
    '0.0.0.0 with-reuseport shared-listener',
    '127.0.0.1 with-reuseport shared-listener',
  ]);
  const alone: TestSocket = { state: 'LISTEN', local: '127.0.0.2:3000' };
  expect(verdicts([shared, { ...shared, inode: 4_712, cookie: 9 }, alone])[0]).toBe('0.0.0.0 no listener');
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

test('a port with very many connections is reported too', { timeout: 30_000 }, () => {
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

type Evidence = PortReport['evidence'];
/** Without the ids of sockets, which the test of each case counts. */
const codes = (evidence: Evidence) => evidence.map(({ sockets, ...rest }) => ({ ...rest, sockets: sockets.length }));
const evidenceOf = (...asked: Parameters<typeof report>) => codes(report(...asked).evidence);

test.each<[string, TestSocket, (4 | 6)[], string, (4 | 6)?]>([
  ['127.0.0.1', { state: 'LISTEN', local: '127.0.0.1:3000' }, [4], 'this-machine', 4],
  ['0.0.0.0', { state: 'LISTEN', local: '0.0.0.0:3000' }, [4], 'other-machines', 4],
  [':: dual', { state: 'LISTEN', local: '[::]:3000', flags: 3 }, [4, 6], 'other-machines'],
  [':: v6only', { state: 'LISTEN', local: '[::]:3000', flags: 7 }, [6], 'other-machines', 6],
  [':: of which nothing more is known', { state: 'LISTEN', local: '[::]:3000', flags: 1 }, [6], 'other-machines'],
  ['::1', { state: 'LISTEN', local: '[::1]:3000' }, [6], 'this-machine', 6],
  ['10.0.0.1', { state: 'LISTEN', local: '10.0.0.1:3000' }, [4], 'other-machines', 4],
])('a listener on %s: whom it serves and who can reach it', (_name, listener, families, reach, only) => {
  const address = listener.local.replace(/^\[?(.*?)\]?:\d+$/, '$1');
  const external = { ...system, hasExternalAddress: true };
  expect(evidenceOf([listener], 3_000, external)).toEqual([
    { code: 'listener', address, families, confidence: 'measured', sockets: 1 },
    { code: 'reach', reach, confidence: 'inferred', sockets: 1 },
    ...(only === undefined ? [] : [{ code: 'one-family', family: only, confidence: 'measured', sockets: 1 }]),
  ]);
});

test('nobody else reaches a server for all on a machine without an address', () => {
  const alone = { ...system, hasExternalAddress: false };
  expect(evidenceOf([{ state: 'LISTEN', local: '0.0.0.0:3000' }], 3_000, alone)[1]).toMatchObject({
    reach: 'nobody-else',
  });
});

test('both families taken by two listeners leave no family to others', () => {
  const both: TestSocket[] = [
    { state: 'LISTEN', local: '127.0.0.1:3000' },
    { state: 'LISTEN', local: '[::1]:3000' },
  ];
  expect(evidenceOf(both).map(({ code }) => code)).not.toContain('one-family');
});

test('bound and not listening', () => {
  expect(evidenceOf([{ state: 'BOUND', local: '0.0.0.0:3000' }])).toEqual([
    { code: 'bound-not-listening', address: '0.0.0.0', confidence: 'measured', sockets: 1 },
  ]);
});

const timeWait: TestSocket = {
  state: 'TIME-WAIT',
  local: '127.0.0.1:3000',
  remote: '127.0.0.1:50000',
  timer: timerCode.timeWait,
  expiresMs: 5_000,
  inode: 0,
};

test('leftovers count down, unless one does not end by itself, and are none while somebody listens', () => {
  const open: TestSocket = { state: 'CLOSE-WAIT', local: '127.0.0.1:3000', remote: '127.0.0.1:50001' };
  const leftovers = { code: 'leftovers', confidence: 'inferred' };
  expect(evidenceOf([timeWait])).toEqual([{ ...leftovers, count: 1, freeInMs: 5_000, sockets: 1 }]);
  expect(evidenceOf([timeWait, open])).toEqual([{ ...leftovers, count: 2, sockets: 2 }]);
  const listener: TestSocket = { state: 'LISTEN', local: '127.0.0.1:3000' };
  expect(evidenceOf([timeWait, listener]).map(({ code }) => code)).toEqual(['listener', 'reach', 'one-family']);
});

test.each([
  [3_000, false],
  [40_000, true],
])('an outgoing connection on port %i', (port, isEphemeral) => {
  const outgoing: TestSocket = { state: 'SYN-SENT', local: `10.0.0.1:${port}`, remote: '10.0.0.9:5432' };
  const ranged = { ...system, ephemeralPorts: { low: 32_768, high: 60_999 } };
  expect(evidenceOf([outgoing], port, ranged)).toEqual([
    { code: 'outgoing-connection', count: 1, isEphemeral, confidence: 'inferred', sockets: 1 },
  ]);
});

test('another namespace, with the container when there is one', () => {
  const container = { runtime: 'docker', id: 'a'.repeat(64) } as const;
  const named = { pid: 12, name: 'nginx', holdsSocket: true, address: '0.0.0.0', container };
  const unnamed = { pid: 13, name: 'sh', holdsSocket: false, address: '::' };
  expect(
    evidenceOf([], 3_000, system, {
      foreign: [
        { namespace: 7, ...named },
        { namespace: 8, ...unnamed },
      ],
    }),
  ).toEqual([
    { code: 'other-namespace', ...named, confidence: 'measured', sockets: 0 },
    { code: 'other-namespace', ...unnamed, confidence: 'inferred', sockets: 0 },
  ]);
});

test("another user's socket, once for each user, and nothing where it is not known who asks", () => {
  const held: TestSocket[] = [
    { state: 'LISTEN', local: '127.0.0.1:3000' },
    { state: 'BOUND', local: '127.0.0.2:3000' },
  ];
  const others = (uid?: number) =>
    evidenceOf(held, 3_000, { ...system, ...(uid !== undefined && { uid }) }).filter(
      ({ code }) => code === 'other-user',
    );
  expect(others(1_000)).toEqual([{ code: 'other-user', uid: 0, confidence: 'measured', sockets: 2 }]);
  expect(others(0)).toEqual([]);
  expect(others()).toEqual([]);
});

test('a connection with itself is neither a leftover nor an ordinary outgoing one', () => {
  const self: TestSocket = { state: 'ESTABLISHED', local: '127.0.0.1:40000', remote: '127.0.0.1:40000' };
  expect(evidenceOf([self], 40_000)).toEqual([{ code: 'self-connect', confidence: 'measured', sockets: 1 }]);
});

test('a privileged port says where privilege ends and whether we have it', () => {
  const privileged = { code: 'privileged', start: 1_024, confidence: 'measured', sockets: 0 };
  expect(evidenceOf([], 80)).toEqual([{ ...privileged, mayBind: false }]);
  expect(evidenceOf([], 80, { ...system, mayBindPrivileged: true })).toEqual([{ ...privileged, mayBind: true }]);
  expect(evidenceOf([], 1_024)).toEqual([]);
});

test('origins are asked for once a process that listens or has bound, and not for clients', () => {
  const held: TestSocket[] = [
    { state: 'LISTEN', local: '127.0.0.1:3000', inode: 1 },
    { state: 'LISTEN', local: '[::1]:3000', inode: 1 },
    { state: 'ESTABLISHED', local: '127.0.0.1:3000', remote: '127.0.0.1:50000', inode: 2 },
  ];
  const asked: number[] = [];
  report(held, 3_000, system, {
    toRows: rows =>
      rows.map(row => browsedRow({ id: String(row), processes: [{ pid: row < 2 ? 9 : 10, name: 'node' }] })),
    originOf: pid => {
      asked.push(pid);
      return undefined;
    },
  });
  expect(asked).toEqual([9]);
});

test.each<[string, number, TestSocket[], number]>([
  ['the next one', 3_000, [], 3_001],
  ['past what is used, in whatever state', 3_000, [timeWait, { ...timeWait, local: '127.0.0.1:3001' }], 3_002],
  ['of a privileged port the customary other one', 80, [], 8_080],
  ['not one that the kernel gives to clients', 32_767, [], 61_000],
])('the next free port: %s', (_name, port, sockets, expected) => {
  const ranged = { ...system, ephemeralPorts: { low: 32_768, high: 60_999 } };
  expect(report(sockets, port, ranged).nextFreePort).toBe(expected);
});

test('after the last port there is none', () => {
  expect(report([], 65_535).nextFreePort).toBeUndefined();
});
