import { expect, test } from 'vitest';
import type { BindVerdict, PortEvidence, PortReport } from '../../../../src/core/checks/port/portReport';
import type { ProcessOrigin } from '../../../../src/core/system/processOrigin';
import type { PortAnswer } from '../../../../src/host/port/portAnswer';
import { evidenceOf } from '../../../../src/host/port/portPicks';
import { bindSummary, headline } from '../../../../src/host/port/portWords';
import { browsedRow, takenAt } from '../tree/browsedRow';
import { emptyReport } from './portReport';

const empty: PortReport = { ...emptyReport, takenAt };

function answerTo(report: Partial<PortReport>): PortAnswer {
  return { report: { ...empty, ...report }, starters: new Map(), isElsewhere: false };
}

const said = (report: Partial<PortReport>) => headline(answerTo(report)).answer;

function listener(address: string, pid: number) {
  return browsedRow({
    id: `${address} ${pid}`,
    state: 'LISTEN',
    local: { address, port: 3000 },
    processes: [{ pid, name: 'node' }],
  });
}

const outgoing: PortEvidence = {
  code: 'outgoing-connection',
  count: 1,
  isEphemeral: true,
  confidence: 'inferred',
  sockets: ['c1'],
};
const toItself: PortEvidence = { code: 'self-connect', confidence: 'measured', sockets: ['c1'] };

test('every program is named once, with all the addresses that it listens on', () => {
  expect(said({ listeners: [listener('127.0.0.1', 7), listener('::1', 7)] })).toBe(
    'node (7) listens on 127.0.0.1:3000, [::1]:3000',
  );
  expect(said({ listeners: [listener('127.0.0.1', 7), listener('::1', 8)] })).toBe(
    'node (7) listens on 127.0.0.1:3000; node (8) listens on [::1]:3000',
  );
});

test('who has the port for his own end is named, and what an earlier server left is not his', () => {
  const one = { connections: [browsedRow()], connectionTotal: 1 };
  expect(said({ ...one, evidence: [outgoing] })).toBe('node (4711) has port 3000 for its end of a connection');
  expect(said({ ...one, evidence: [toItself] })).toBe('node (4711) is connected to itself on port 3000');
  expect(said({ ...one, connectionTotal: 2, evidence: [outgoing] })).toBe(
    'Nobody listens on port 3000; 2 connections are left',
  );
  const ofNobody = { connections: [browsedRow({ processes: [] })], connectionTotal: 1, evidence: [outgoing] };
  expect(said(ofNobody)).toBe('Nobody listens on port 3000; 1 connection is left');
});

test('a directory that two programs share is told once, and each parent for itself', () => {
  const origin = (pid: number): ProcessOrigin => ({
    pid,
    name: 'node',
    uid: 1000,
    workingDirectory: '/work/app',
    ancestors: [{ pid: 1, name: 'sh' }],
  });
  expect(evidenceOf(answerTo({ origins: [origin(7), origin(8)] })).map(({ text }) => text)).toEqual([
    'node (7) was started by sh (1)',
    'It runs in the directory /work/app',
    'node (8) was started by sh (1)',
  ]);
});

const verdicts = (...all: BindVerdict['verdict'][]): BindVerdict[] =>
  all.map((verdict, index) => ({
    address: (['127.0.0.1', '::1'] as const)[index]!,
    verdict,
    reason: verdict === 'yes' ? 'free' : 'listener',
    blockers: [],
  }));

test.each([
  [verdicts('yes', 'yes'), 'a server can bind it now'],
  [verdicts('no', 'yes'), 'a server can bind it now on ::1 only'],
  [verdicts('no', 'with-reuseaddr'), 'a server can bind it now only with SO_REUSEADDR'],
  [verdicts('no', 'with-reuseport'), 'a server can bind it now only with SO_REUSEPORT'],
  [verdicts('no', 'no'), 'no server can bind it now'],
  [
    verdicts('yes', 'no').map(one => ({ ...one, reason: 'free-as-far-as-seen' as const })),
    'a server can bind it now on 127.0.0.1 only',
  ],
  [
    verdicts('yes').map(one => ({ ...one, reason: 'free-as-far-as-seen' as const })),
    'a server can bind it now, as far as is seen',
  ],
  [
    [...verdicts('yes'), { address: '::1', verdict: 'no', reason: 'no-ipv6', blockers: [] } as const],
    'a server can bind it now',
  ],
])('the answer says at once whether a server could bind the port (%#)', (bindable, text) => {
  expect(bindSummary(answerTo({ bindable }))).toBe(text);
});

test.each([
  ['yes', 'a server can bind it now on ::1'],
  ['with-reuseaddr', 'a server can bind it now on ::1 only with SO_REUSEADDR'],
  ['with-reuseport', 'a server can bind it now on ::1 only with SO_REUSEPORT'],
  ['no', 'no server can bind it now on ::1'],
] as const)('who asks for an address is told of that one: %s', (verdict, text) => {
  expect(bindSummary({ ...answerTo({ bindable: verdicts('yes', verdict) }), address: '::1' })).toBe(text);
});

test('what the kernel answered to a trial counts more than the rules', () => {
  const answer = answerTo({ bindable: verdicts('yes', 'yes') });
  const inUse = 'EADDRINUSE';
  const trials = [{ address: '127.0.0.1', plain: inUse, withReuseAddress: inUse, withReusePort: 'ok' }];
  expect(bindSummary({ ...answer, trials })).toBe('a server can bind it now on ::1 only');
  expect(bindSummary({ ...answer, trials, address: '127.0.0.1' })).toBe(
    'a server can bind it now on 127.0.0.1 only with SO_REUSEPORT',
  );
});
