import { expect, test } from 'vitest';
import { countdownOf } from '../../../../src/core/sockets/countdown';
import type { SocketTimer } from '../../../../src/core/sockets/socketRow';
import type { TcpSystem } from '../../../../src/core/tcp/tcpSystem';

const linux: TcpSystem = { name: 'linux', sysctls: { tcp_fin_timeout: 30 } };
const timer = (kind: SocketTimer['kind'], expiresMs: number, retransmits = 0) => ({ kind, expiresMs, retransmits });

test.each([
  ['TIME-WAIT', timer('time-wait', 42_000), linux, ['gone', 60_000]],
  ['TIME-WAIT', timer('time-wait', 42_000), undefined, ['gone', 42_000]],
  ['FIN-WAIT-2', timer('time-wait', 12_000), linux, ['gone', 30_000]],
  // Set with TCP_LINGER2 to more than the system's.
  ['FIN-WAIT-2', timer('time-wait', 50_000), linux, ['gone', 50_000]],
  ['ESTABLISHED', timer('retransmit', 1_200, 3), linux, ['retry', 1_600]],
  ['ESTABLISHED', timer('retransmit', 190_000, 14), linux, ['retry', 190_000]],
  ['SYN-SENT', timer('retransmit', 700, 0), linux, ['retry', 1_000]],
  ['SYN-SENT', timer('retransmit', 700, 4), linux, ['retry', 1_000]],
  ['SYN-SENT', timer('retransmit', 1_500, 5), linux, ['retry', 2_000]],
  [
    'SYN-SENT',
    timer('retransmit', 1_500, 2),
    { name: 'linux', sysctls: { tcp_syn_linear_timeouts: 0 } },
    ['retry', 4_000],
  ],
  ['ESTABLISHED', timer('zero-window', 300, 1), linux, ['probe', 400]],
] as const)('%s with %o is watched', (state, given, system, [ends, totalMs]) => {
  expect(countdownOf({ state, timer: given }, system)).toEqual({
    ends,
    totalMs,
    remainingMs: given.expiresMs,
    retransmits: given.retransmits,
  });
});

test('what is ordinary is not', () => {
  expect(countdownOf({ state: 'ESTABLISHED', timer: timer('retransmit', 200) }, linux)).toBeUndefined();
  expect(countdownOf({ state: 'ESTABLISHED', timer: timer('keepalive', 7_000_000) }, linux)).toBeUndefined();
  expect(countdownOf({ state: 'FIN-WAIT-2' }, linux)).toBeUndefined();
});
