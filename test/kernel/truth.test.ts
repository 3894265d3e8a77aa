import { expect, vi } from 'vitest';
import type { Source } from '../../src/collect/collector';
import { timerCode } from '../../src/core/sockets/socketTable';
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

test('both sources agree on timers, inodes and users', async ({ agent }) => {
  await openEveryState(agent);
  const read = async (source: Source) =>
    (await agent.call.read(source)).rows
      .filter(({ state }) => state !== 'BOUND')
      .sort((a, b) => `${a.local} ${a.remote}`.localeCompare(`${b.local} ${b.remote}`));
  const compared = ({ local, remote, timer, inode, uid }: PlainRow) => ({ local, remote, timer, inode, uid });
  // A timer may go off between the two readings, and be followed by one of another kind.
  await vi.waitFor(
    async () => {
      const netlink = await read('sock_diag');
      const proc = await read('proc');
      expect(netlink.map(compared)).toEqual(proc.map(compared));
    },
    { timeout: 5_000 },
  );
});

test('both sources count down TIME-WAIT and FIN-WAIT-2 from a minute', async ({ agent }) => {
  await openEveryState(agent);
  for (const source of ['sock_diag', 'proc'] as const) {
    const { rows } = await agent.call.read(source);
    const minisocks = rows.filter(({ timer }) => timer === timerCode.timeWait);
    expect(minisocks.map(({ state }) => state).sort()).toEqual(['FIN-WAIT-2', 'TIME-WAIT']);
    for (const { expiresMs } of minisocks) {
      expect(expiresMs).toBeGreaterThan(40_000);
      expect(expiresMs).toBeLessThanOrEqual(60_000);
    }
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
