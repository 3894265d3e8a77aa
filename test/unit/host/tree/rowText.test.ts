import { describe, expect, it } from 'vitest';
import type { BrowsedRow } from '../../../../src/core/sockets/browsedRow';
import { endpointsText, shortEndpointsText } from '../../../../src/host/tree/endpointText';
import { queueSentences } from '../../../../src/host/tree/rowSentences';
import { rowDescription } from '../../../../src/host/tree/rowText';
import { spokenRow } from '../../../../src/host/tree/spokenText';
import { browsedRow, takenAt } from './browsedRow';

const withoutLimit: Partial<BrowsedRow> = {
  state: 'LISTEN',
  direction: 'none',
  remote: { address: '0.0.0.0', port: 0 },
};
const listener: Partial<BrowsedRow> = { ...withoutLimit, sendQueue: 511, backlogLimit: 511 };
const closeWait: Partial<BrowsedRow> = { state: 'CLOSE-WAIT', actor: 'program' };
const ownerless: Partial<BrowsedRow> = { processes: [] };

describe('the label', () => {
  it.each<[string, Partial<BrowsedRow>, string]>([
    ['inbound', {}, '127.0.0.1:3000 ← 10.0.0.5:52344'],
    ['outbound', { direction: 'outbound' }, '127.0.0.1:3000 → 10.0.0.5:52344'],
    ['of unknown direction', { direction: 'unknown' }, '127.0.0.1:3000 ↔ 10.0.0.5:52344'],
    [
      'IPv6',
      { local: { address: '::1', port: 80 }, remote: { address: 'fe80::1%2', port: 9 } },
      '[::1]:80 ← [fe80::1%2]:9',
    ],
    ['an IPv4 listener', { ...listener, local: { address: '0.0.0.0', port: 80 } }, '0.0.0.0:80'],
    ['a listener for both', { ...listener, local: { address: '::', port: 80 }, v6Only: false }, '*:80'],
    ['an IPv6-only listener', { ...listener, local: { address: '::', port: 80 }, v6Only: true }, '[::]:80'],
    ['a listener whose source does not tell', { ...listener, local: { address: '::', port: 80 } }, '[::]:80'],
  ])('%s', (_, changes, text) => {
    expect(endpointsText(browsedRow(changes))).toBe(text);
  });
});

it('writes an address that both ends share once, where room is short', () => {
  const loopback = browsedRow({ remote: { address: '127.0.0.1', port: 52344 } });
  expect(shortEndpointsText(loopback)).toBe('127.0.0.1:3000 ← :52344');
  expect(shortEndpointsText(browsedRow())).toBe('127.0.0.1:3000 ← 10.0.0.5:52344');
});

describe('the description', () => {
  it.each<[string, Partial<BrowsedRow>, string]>([
    ['a quiet connection', {}, 'node 4711 · 3m 12s'],
    ['an age that is only a lower bound', { stateSinceIsExact: false }, 'node 4711 · ≥ 3m'],
    [
      'a socket shared by processes',
      {
        processes: [
          { pid: 1, name: 'nginx' },
          { pid: 2, name: 'nginx' },
          { pid: 3, name: 'nginx' },
        ],
      },
      'nginx 1 +2 · 3m 12s',
    ],
    [
      'a TIME-WAIT countdown',
      {
        ...ownerless,
        state: 'TIME-WAIT',
        noProcess: 'kernel-owned',
        timer: { kind: 'time-wait', expiresMs: 42_000, retransmits: 0 },
      },
      '3m 12s · 42s left',
    ],
    ['an empty accept queue', listener, 'node 4711 · 3m 12s'],
    ['an accept queue', { ...listener, receiveQueue: 4 }, 'node 4711 · 3m 12s · queue 4 of 511'],
    ['a queue without a known limit', { ...withoutLimit, receiveQueue: 4 }, 'node 4711 · 3m 12s · queue 4'],
    ['queues', { receiveQueue: 1, sendQueue: 3_600_000 }, 'node 4711 · 3m 12s · Recv-Q 1 · Send-Q 3.6 MB'],
    [
      'retransmissions',
      { timer: { kind: 'retransmit', expiresMs: 800, retransmits: 4 } },
      'node 4711 · 3m 12s · 4 retransmissions',
    ],
    [
      'one retransmission, which is ordinary',
      { timer: { kind: 'retransmit', expiresMs: 800, retransmits: 1 } },
      'node 4711 · 3m 12s',
    ],
    ['not accepted', { ...ownerless, noProcess: 'not-accepted' }, 'not accepted yet · 3m 12s'],
    ['another user', { ...ownerless, noProcess: 'not-permitted', uid: 33 }, 'user 33 · 3m 12s'],
    ['another namespace', { ...ownerless, noProcess: 'other-namespace' }, 'other namespace · 3m 12s'],
    ['not found yet', { ...ownerless, noProcess: 'not-resolved' }, '3m 12s'],
  ])('%s', (_, changes, text) => {
    expect(rowDescription(browsedRow(changes), takenAt, 'state')).toBe(text);
  });

  it('leaves the process out below its own group', () => {
    expect(rowDescription(browsedRow(), takenAt, 'process')).toBe('3m 12s');
  });
});

describe('what queues mean', () => {
  it.each<[string, Partial<BrowsedRow>, string[]]>([
    [
      'CLOSE-WAIT, read to the end',
      closeWait,
      ['Recv-Q 0: the program has read to the end, so only its close() is missing.'],
    ],
    [
      'CLOSE-WAIT, the FIN not read',
      { ...closeWait, receiveQueue: 1 },
      ["Recv-Q 1 is the peer's FIN alone: nobody has read this socket since the peer closed."],
    ],
    [
      'CLOSE-WAIT, data not read',
      { ...closeWait, receiveQueue: 6 },
      ["Recv-Q: bytes before the peer's FIN that nobody has read: 5."],
    ],
    ['SYN-SENT', { state: 'SYN-SENT', sendQueue: 1 }, ['Send-Q 1 is our SYN, not acknowledged yet.']],
    ['LAST-ACK', { state: 'LAST-ACK', sendQueue: 1 }, ['Send-Q 1 is our FIN, not acknowledged yet.']],
    [
      'a full accept queue',
      { ...listener, receiveQueue: 512 },
      [
        'Connections that wait for accept(): 512, with a limit of 511.',
        'The accept queue is full: further clients are not answered.',
      ],
    ],
    [
      'a listener without any backlog, and one client',
      { ...withoutLimit, receiveQueue: 1, backlogLimit: 0 },
      [
        'Connections that wait for accept(): 1, with a limit of 0.',
        'The accept queue is full: further clients are not answered.',
      ],
    ],
    [
      'a queue as long as its limit, which holds one more',
      { ...listener, receiveQueue: 511 },
      ['Connections that wait for accept(): 511, with a limit of 511.'],
    ],
  ])('%s', (_, changes, sentences) => {
    expect(queueSentences(browsedRow(changes), 'sock_diag')).toEqual(sentences);
  });

  it('does not subtract a FIN that only Linux counts', () => {
    expect(queueSentences(browsedRow({ ...closeWait, receiveQueue: 6 }), 'lsof')).toEqual([
      'Recv-Q: bytes that the program has not read: 6.',
    ]);
  });
});

describe('what a screen reader says', () => {
  it.each<[string, Partial<BrowsedRow>, string]>([
    [
      'a connection',
      {},
      'ESTABLISHED connection from 10.0.0.5:52344 to 127.0.0.1:3000. In this state for 3 minutes 12 seconds. ' +
        'Process node, id 4711. Nobody needs to act: both programs may send and receive.',
    ],
    [
      'an orphan, which the timer ends although the state waits for the peer',
      {
        ...ownerless,
        state: 'FIN-WAIT-2',
        actor: 'kernel',
        noProcess: 'kernel-owned',
        timer: { kind: 'time-wait', expiresMs: 9_000, retransmits: 0 },
      },
      'FIN-WAIT-2 connection from 10.0.0.5:52344 to 127.0.0.1:3000. In this state for 3 minutes 12 seconds. ' +
        'The kernel removes it in 9 seconds. No process: the kernel alone still holds this socket. ' +
        "The kernel's timer ends this; nobody needs to act.",
    ],
  ])('%s', (_, changes, text) => {
    expect(spokenRow(browsedRow(changes), takenAt, 'sock_diag')).toBe(text);
  });
});
