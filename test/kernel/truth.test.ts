import { expect } from 'vitest';
import type { PlacedSocket } from './sockets/allStates';
import { test, type Agent } from './namespace';
import type { PlainRow } from './plainRow';
import { asSsLines, ssLines } from './ss';

test('netlink reads every socket in its state, none doubled, exactly as ss does', async ({ agent }) => {
  const placed = await agent.call.openAllStates();
  const { rows, lines } = await readBesideSs(agent, 'sock_diag');
  expect(asSsLines(rows)).toEqual(lines);
  expect(rows.map(summary).sort()).toEqual(placed.map(expectedSummary).sort());
  expect(new Set(rows.map(row => row.state)).size).toBe(11);
});

test('/proc gives the same rows, without what it does not know', async ({ agent }) => {
  const placed = await agent.call.openAllStates();
  const { rows, lines } = await readBesideSs(agent, 'proc');
  // The limit of a listener's queue, and sockets that are bound and do not listen.
  expect(asSsLines(rows)).toEqual(lines.map(line => line.replace(/^(LISTEN \d+) \d+/, '$1 0')).sort());
  expect(rows.map(summary).sort()).toEqual(
    placed
      .filter(({ state }) => state !== 'BOUND')
      .map(expectedSummary)
      .sort(),
  );
});

test('both sources agree on timers, retransmissions, inodes and users', async ({ agent }) => {
  await agent.call.openAllStates();
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
  await agent.call.openAllStates();
  for (const source of ['sock_diag', 'proc'] as const) {
    const { rows } = await agent.call.read(source);
    const minisocks = rows.filter(({ state }) => state === 'TIME-WAIT' || state === 'SYN-RECEIVED');
    expect(minisocks.map(row => row.uid)).toEqual([undefined, undefined]);
    expect(rows.filter(row => row.inode !== 0).every(row => row.uid === 0)).toBe(true);
  }
});

/** Reads between two identical readings of ours, so that nothing changed while ss looked. */
async function readBesideSs(
  agent: Agent,
  source: 'sock_diag' | 'proc',
): Promise<{ rows: PlainRow[]; lines: string[] }> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const before = asSsLines((await agent.call.read(source)).rows);
    const lines = ssLines(await agent.call.ss(['-tanH']));
    const { rows } = await agent.call.read(source);
    if (asSsLines(rows).join() === before.join()) {
      return { rows, lines };
    }
  }
  throw new Error('the sockets never stood still');
}

function summary(row: PlainRow): string {
  return `${row.state} ${row.localPort} ${row.remotePort} ${row.inode === 0 ? 'nobody' : 'owned'}`;
}

function expectedSummary(socket: PlacedSocket): string {
  return `${socket.state} ${socket.localPort} ${socket.remotePort} ${socket.owned ? 'owned' : 'nobody'}`;
}
