import { expect } from 'vitest';
import { openEveryState } from './everyState';
import { test } from './namespace';

// A walk over the kernel's whole hash table is one for netlink, and some forty system calls and two walks for /proc.
test.for([
  ['sock_diag', 200],
  ['proc', 50],
] as const)(
  '%s: no row is doubled in %i readings while connections come and go',
  async ([source, readings], { agent }) => {
    const churning = await agent.beside();
    // Leftovers in TIME-WAIT would use up the ports, and make each reading slower.
    await agent.call.setSysctl('net/ipv4/tcp_max_tw_buckets', '2000');
    await openEveryState(agent);
    await churning.call.startChurn();
    const total = await agent.call.readRepeatedly(source, readings);
    const connections = await churning.call.stopChurn();

    expect(total).toMatchObject({ repeatedIds: 0, repeatedTuples: 0, problems: 0 });
    expect(total.rows).toBeGreaterThan(readings * 100);
    expect(connections).toBeGreaterThan(1_000);
  },
);
