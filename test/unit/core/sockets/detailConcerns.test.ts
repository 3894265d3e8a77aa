import { expect, test } from 'vitest';
import { detailConcerns } from '../../../../src/core/sockets/detailConcerns';
import type { SocketTimer } from '../../../../src/core/sockets/socketRow';

const timer = (kind: SocketTimer['kind']): SocketTimer => ({ kind, expiresMs: 400, retransmits: 1 });

test.each([
  ['an idle connection', { rttMicroseconds: 40, minRttMicroseconds: 20, congestionWindow: 10 }, undefined, []],
  ['one loss among many bytes', { totalRetransmits: 1, bytesSent: 1e6, bytesRetransmitted: 1_448 }, undefined, []],
  ['a closed window', { lastDataSentMs: 12_000 }, timer('zero-window'), [['window-closed', 'lastDataSentMs', 12_000]]],
  [
    'no answer',
    { backoff: 3, retransmitting: 1, lastAckReceivedMs: 7_000, bytesSent: 1_000, totalRetransmits: 2 },
    timer('retransmit'),
    [['no-answer', 'lastAckReceivedMs', 7_000]],
  ],
  [
    'losses',
    { totalRetransmits: 20, bytesSent: 1e6, bytesRetransmitted: 28_960, congestionWindow: 2 },
    undefined,
    [
      ['lossy', 'totalRetransmits', undefined],
      ['throttled', 'congestionWindow', undefined],
    ],
  ],
  [
    'a full queue on the path',
    { rttMicroseconds: 400_000, minRttMicroseconds: 20_000 },
    undefined,
    [['queued', 'rttMicroseconds', undefined]],
  ],
  ['far more than the least, and still fast', { rttMicroseconds: 4_000, minRttMicroseconds: 20 }, undefined, []],
  [
    'what holds the sending back',
    { peerWindowLimited: 0.4, sendBufferLimited: 0.1 },
    undefined,
    [
      ['peer-reads-slowly', 'peerWindowLimited', undefined],
      ['buffer-too-small', 'sendBufferLimited', undefined],
    ],
  ],
])('%s', (_, details, given, expected) => {
  const found = detailConcerns(details, given).map(concern => [
    concern.code,
    concern.about,
    'forMs' in concern ? concern.forMs : undefined,
  ]);
  expect(found).toEqual(expected);
});
