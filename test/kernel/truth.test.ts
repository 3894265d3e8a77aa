import { expect } from 'vitest';
import { expectedSummary, openEveryState, summary } from './everyState';
import { test } from './namespace';
import type { PlainRow } from './plainRow';
import { asSsLines, readBesideSs, withoutBacklogLimits } from './ss';

test('netlink reads every socket in its state, none doubled, exactly as ss does', async ({ agent }) => {
  const placed = await openEveryState(agent);
  const { rows, lines } = await readBesideSs(agent, 'sock_diag');
  expect(asSsLines(rows)).toEqual(lines);
  expect(rows.map(summary).sort()).toEqual(placed.map(expectedSummary).sort());
  expect(new Set(rows.map(row => row.state)).size).toBe(11);
});

test('/proc gives the same rows, without what it does not know', async ({ agent }) => {
  const placed = await openEveryState(agent);
  const { rows, lines } = await readBesideSs(agent, 'proc');
  // The limit of a listener's queue, and sockets that are bound and do not listen.
  expect(asSsLines(rows)).toEqual(withoutBacklogLimits(lines));
  expect(rows.map(summary).sort()).toEqual(
    placed
      .filter(({ state }) => state !== 'BOUND')
      .map(expectedSummary)
      .sort(),
  );
});

test('both sources agree on timers, retransmissions, inodes and users', async ({ agent }) => {
  await openEveryState(agent);
  const netlink = (await agent.call.read('sock_diag')).rows.filter(row => row.state !== 'BOUND');
  const proc = (await agent.call.read('proc')).rows;
  const compared = (row: PlainRow) => ({
    connection: `${row.local} ${row.remote}`,
    timer: row.timer,
    inode: row.inode,
    uid: row.uid,
  });
  const byConnection = (a: PlainRow, b: PlainRow) => `${a.local} ${a.remote}`.localeCompare(`${b.local} ${b.remote}`);
  netlink.sort(byConnection);
  proc.sort(byConnection);
  expect(netlink.map(compared)).toEqual(proc.map(compared));
  for (const [index, row] of netlink.entries()) {
    // /proc counts in hundredths of a second, and was read a little later.
    expect(Math.abs(row.expiresMs - proc[index]!.expiresMs), `timer of ${row.state}`).toBeLessThan(1_000);
  }
});

test('the owner of a socket without an inode is unknown, not root', async ({ agent }) => {
  await openEveryState(agent);
  for (const source of ['sock_diag', 'proc'] as const) {
    const { rows } = await agent.call.read(source);
    const minisocks = rows.filter(({ state }) => state === 'TIME-WAIT' || state === 'SYN-RECEIVED');
    expect(minisocks.map(row => row.uid)).toEqual([undefined, undefined]);
    expect(rows.filter(row => row.inode !== 0).every(row => row.uid === 0)).toBe(true);
  }
});
