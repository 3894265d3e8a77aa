import { expect } from 'vitest';
import { openEveryState } from './everyState';
import { Agent, test } from './namespace';
import type { PlainRow } from './plainRow';
import { asSsLines, readBesideSs, withoutBacklogLimits } from './ss';

const nobody = 65_534;
const plentyMs = 10_000;

test.for(['sock_diag', 'proc'] as const)(
  '%s: a user without privileges reads the same rows',
  async (source, { agent }) => {
    await openEveryState(agent);
    const user = await agent.beside();
    await user.call.become(nobody);
    const { rows, lines } = await readBesideSs(user, source);
    const asRoot = (await agent.call.read(source)).rows;
    const identified = (row: PlainRow) => [row.id, row.inode, row.uid];
    expect(asSsLines(rows)).toEqual(source === 'proc' ? withoutBacklogLimits(lines) : lines);
    expect(rows.map(identified)).toEqual(asRoot.map(identified));
  },
);

test("a user without privileges finds its own processes, and is told why not others'", async ({ agent }) => {
  await openEveryState(agent);
  const user = await agent.beside();
  await user.call.become(nobody);
  const fd = await user.call.listener({ host: '127.0.0.1', port: 0 });
  const port = await user.call.localPort(fd);
  const heir = await user.call.inherit(fd);

  const { rows } = await user.call.read('sock_diag');
  expect(await user.call.resolve(plentyMs)).toEqual([{ code: 'other-users-processes' }]);
  const own = rows.find(({ localPort }) => localPort === port)!;
  expect(own.uid).toBe(nobody);
  expect((await user.call.ownersOf(own.inode)).map(({ pid }) => pid)).toEqual([user.pid, heir].sort((a, b) => a - b));
  const others = rows.filter(({ inode }) => inode !== 0 && inode !== own.inode);
  expect(others.length).toBeGreaterThan(10);
  for (const { inode } of others) {
    expect(await user.call.ownersOf(inode)).toEqual([]);
    expect(await user.call.whyNone(inode)).toBe('not-permitted');
  }
  expect((await user.call.system()).mayBindPrivileged).toBe(false);
});

test('a user namespace of a user without privileges is read as well', async ({ agent, skip }) => {
  // The fixture has checked that there can be namespaces at all.
  expect(agent.pid).toBeGreaterThan(0);
  const drop = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
  const mapped = await Agent.start([...drop, 'unshare', '--user', '--map-root-user', '--net']).catch(String);
  if (typeof mapped === 'string') {
    return skip(`no user namespace for uid ${nobody}: ${mapped}`);
  }
  try {
    await openEveryState(mapped);
    const { rows, lines } = await readBesideSs(mapped, 'sock_diag');
    expect(asSsLines(rows)).toEqual(lines);
    await mapped.call.resolve(plentyMs);
    const owned = rows.filter(({ inode }) => inode !== 0);
    expect(owned.length).toBeGreaterThan(10);
    for (const { inode } of owned) {
      expect((await mapped.call.ownersOf(inode)).map(({ pid }) => pid)).toEqual([mapped.pid]);
    }
  } finally {
    await mapped.stop();
  }
});
