import { expect } from 'vitest';
import { test, type Agent } from './namespace';

const anyPort = { host: '127.0.0.1', port: 0 };
/** More than a walk over all processes takes. */
const plentyMs = 10_000;

test('a socket that was inherited has two owners, until one of them ends', async ({ agent }) => {
  const { call } = agent;
  const fd = await call.listener(anyPort);
  const heir = await call.inherit(fd);
  const inode = await inodeOf(agent, await call.localPort(fd));
  expect(await call.resolve(plentyMs)).toEqual([]);
  const owners = await call.ownersOf(inode);
  expect(owners.map(({ pid }) => pid)).toEqual([agent.pid, heir].sort((a, b) => a - b));
  expect(owners.find(({ pid }) => pid === heir)).toEqual({ pid: heir, name: 'sleep', command: 'sleep 600' });
  expect(owners.find(({ pid }) => pid === agent.pid)!.command).toMatch(/node.* .*agent\.js$/);

  await call.end(heir);
  await call.read('sock_diag');
  await call.resolve(plentyMs);
  expect((await call.ownersOf(inode)).map(({ pid }) => pid)).toEqual([agent.pid]);
});

test('a process that is new, and a new socket of one that is known, are found with the next reading', async ({
  agent,
}) => {
  const { call } = agent;
  await inodeOf(agent, await call.localPort(await call.listener(anyPort)));
  await call.resolve(plentyMs);

  const another = await agent.beside();
  const theirs = await inodeOf(agent, await another.call.localPort(await another.call.listener(anyPort)));
  expect(await call.resolve(plentyMs)).toEqual([]);
  expect((await call.ownersOf(theirs)).map(({ pid }) => pid)).toEqual([another.pid]);

  const ours = await inodeOf(agent, await call.localPort(await call.listener(anyPort)));
  expect(await call.resolve(plentyMs)).toEqual([]);
  expect((await call.ownersOf(ours)).map(({ pid }) => pid)).toEqual([agent.pid]);
});

test('a walk that runs out of time says so and goes on with the next reading', async ({ agent }) => {
  const { call } = agent;
  await call.listener(anyPort);
  const inode = await inodeOf(agent, await call.localPort(await call.listener(anyPort)));
  expect(await call.whyNone(inode)).toBe('not-resolved');
  const answers = [];
  do {
    answers.push(await call.resolve(0));
  } while (answers.at(-1)!.length > 0);
  expect(answers[0]).toEqual([{ code: 'processes-pending' }]);
  expect((await call.ownersOf(inode)).map(({ pid }) => pid)).toEqual([agent.pid]);
});

test('a process in another pid namespace cannot be named, and the reason is given', async ({ agent }) => {
  // `agent` stays outside and opens the socket; `inside` shares its network and sees only its own processes.
  const inside = await agent.beside(['unshare', '--pid', '--fork', '--mount-proc']);
  const inode = await inodeOf(inside, await agent.call.localPort(await agent.call.listener(anyPort)));
  expect(await inside.call.resolve(plentyMs)).toEqual([]);
  expect(await inside.call.ownersOf(inode)).toEqual([]);
  expect(await inside.call.whyNone(inode)).toBe('other-namespace');
});

test('a second thread finds what the first one does, alone and together with it', async ({ agent }) => {
  const { call } = agent;
  const sockets = 3_000;
  await call.openSockets(sockets);
  const { alone, bySecond, together, portably, log } = await call.scanInAllWays(await call.openFiles());
  expect(log).toEqual([]);
  expect(portably.length).toBeGreaterThanOrEqual(sockets);
  expect(alone).toEqual(portably);
  expect(together).toEqual(portably);
  // The thread has descriptors of its own by now, which are above those that it was asked for.
  expect(portably).toEqual(expect.arrayContaining(bySecond));
  expect(bySecond.length).toBeGreaterThanOrEqual(sockets);
});

test('where a second thread cannot be started, the log says so once and the first one finds everything', async ({
  agent,
}) => {
  const { call } = agent;
  await call.openSockets(3_000);
  const { meanwhile, alone, isOn, log } = await call.scanWithoutThread();
  expect(meanwhile).toEqual(alone);
  expect(alone.length).toBeGreaterThanOrEqual(3_000);
  expect(isOn).toBe(false);
  expect(log).toEqual([expect.stringMatching(/^processes are searched without a second thread: .*missing\.js/)]);
});

async function inodeOf({ call }: Agent, localPort: number): Promise<number> {
  const { rows } = await call.read('sock_diag');
  return rows.find(row => row.localPort === localPort)!.inode;
}
