import { expect } from 'vitest';
import { test } from './namespace';

test('the facts of the namespace are read', async ({ agent }) => {
  const { call } = agent;
  await call.setSysctl('net/ipv4/ip_local_port_range', '20001 20100');
  await call.setSysctl('net/ipv4/ip_local_reserved_ports', '20005,20010-20012');
  await call.setSysctl('net/ipv4/ip_unprivileged_port_start', '80');
  await call.setSysctl('net/core/somaxconn', '7');
  const listening = await call.listener({ host: '127.0.0.1', port: 0 }, 0);
  const port = await call.localPort(listening);
  await call.connected({ host: '127.0.0.1', port });
  await call.connecting({ host: '127.0.0.1', port });

  const facts = await call.system();
  expect(facts).toMatchObject({
    ephemeralPorts: { low: 20_001, high: 20_100 },
    reservedPorts: [
      { low: 20_005, high: 20_005 },
      { low: 20_010, high: 20_012 },
    ],
    unprivilegedPortStart: 80,
    mayBindPrivileged: true,
    sysctls: { somaxconn: 7, tcp_syncookies: 1, tcp_fin_timeout: 60, tcp_tw_reuse: 2 },
    counters: { 'Tcp.ActiveOpens': 2, 'Tcp.PassiveOpens': 1, 'TcpExt.ListenOverflows': 1, 'TcpExt.ListenDrops': 1 },
  });
  expect(facts.counters['TCP.inuse']).toBeGreaterThanOrEqual(3);
});
