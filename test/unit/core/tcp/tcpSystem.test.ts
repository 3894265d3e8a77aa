import { expect, test } from 'vitest';
import { lifetimeOfEvent, tcpSystemOf } from '../../../../src/core/tcp/tcpSystem';
import { tcpStates } from '../../../../src/core/tcp/states';
import { transitionsFrom } from '../../../../src/core/tcp/transitions';

const linux = tcpSystemOf('linux', {
  tcp_fin_timeout: 30,
  tcp_syn_retries: 6,
  tcp_syn_linear_timeouts: 4,
  somaxconn: 4_096,
});

test('only what durations depend on is kept, and an old kernel is told from an unknown one', () => {
  expect(linux.sysctls).toEqual({ tcp_fin_timeout: 30, tcp_syn_retries: 6, tcp_syn_linear_timeouts: 4 });
  expect(tcpSystemOf('linux', { tcp_syn_retries: 6 }).sysctls).toEqual({
    tcp_syn_retries: 6,
    tcp_syn_linear_timeouts: 0,
  });
  expect(tcpSystemOf('linux', {}).sysctls).toEqual({});
});

test.each([
  ['time-wait-timeout', 'TIME-WAIT', true, 60_000],
  ['orphan-timeout', 'FIN-WAIT-2', true, 30_000],
  ['connect-timeout', 'SYN-SENT', false, 131_000],
  ['handshake-timeout', 'SYN-RECEIVED', true, 63_000],
  ['fin-timeout', 'FIN-WAIT-1', true, 102_200],
  ['fin-timeout', 'FIN-WAIT-1', false, 924_600],
  ['user-timeout', 'ESTABLISHED', false, 924_600],
  ['user-timeout', 'CLOSE-WAIT', false, undefined],
  ['receive-fin', 'ESTABLISHED', false, undefined],
  ['close', 'ESTABLISHED', false, undefined],
] as const)('%s in %s, closed: %s', (event, state, isClosed, ms) => {
  expect(lifetimeOfEvent(event, state, isClosed, linux)?.ms).toBe(ms);
});

test('every timer of a Linux kernel that ends a state by itself has its duration', () => {
  const timed = tcpStates
    .flatMap(({ name }) => transitionsFrom(name))
    .filter(({ event }) => event.endsWith('-timeout'));
  const unknown = timed.filter(({ event, from }) => lifetimeOfEvent(event, from, true, linux) === undefined);
  expect(unknown.map(({ event, from }) => `${event} in ${from}`)).toEqual(['user-timeout in CLOSE-WAIT']);
});
