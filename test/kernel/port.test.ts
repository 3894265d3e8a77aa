import { describe, expect } from 'vitest';
import { agrees, type BindTrial } from '../../src/core/checks/port/bindTrial';
import type { PortEvidence, PortReport } from '../../src/core/checks/port/portReport';
import { option } from '../../src/lab/socketOptions';
import { Agent, test } from './namespace';

const nobody = 65_534;
const port = 3_000;

interface First {
  host: string;
  v6Only?: true;
  reuseAddress?: true;
  bindOnly?: true;
}

async function open(agent: Agent, { host, v6Only, reuseAddress, bindOnly }: First): Promise<number> {
  const { call } = agent;
  const fd = await call.open({ host, port });
  if (host.includes(':')) {
    await call.setOption(fd, option.v6Only, v6Only === true ? 1 : 0);
  }
  if (reuseAddress === true) {
    await call.setOption(fd, option.reuseAddress, 1);
  }
  await call.bind(fd, { host, port });
  if (bindOnly !== true) {
    await call.listen(fd, 16);
  }
  return fd;
}

const codesOf = ({ evidence }: PortReport) => evidence.map(({ code }) => code);
const find = <Code extends PortEvidence['code']>({ evidence }: PortReport, code: Code) =>
  evidence.find((one): one is Extract<PortEvidence, { code: Code }> => one.code === code);

const inUse = { plain: 'EADDRINUSE', withReuseAddress: 'EADDRINUSE', withReusePort: 'EADDRINUSE' };
const withReuse = { ...inUse, withReuseAddress: 'ok' };
const withReusePort = { ...inUse, withReusePort: 'ok' };
const ok = { plain: 'ok', withReuseAddress: 'ok', withReusePort: 'ok' };
const usual = ['0.0.0.0', '127.0.0.1', '::', '::1'];
/** On every address that the report judges. */
const tryAll = ({ call }: Agent, { port: tried, bindable }: PortReport) =>
  call.tryBind(
    tried,
    bindable.map(({ address }) => address),
  );
const outcomes = ({ address: _, ...outcome }: BindTrial) => outcome;

/** What the kernel answers to 0.0.0.0, 127.0.0.1, ::, ::1 while the first socket is there. */
const matrix: [string, First, (typeof ok)[]][] = [
  ['0.0.0.0', { host: '0.0.0.0' }, [inUse, inUse, inUse, ok]],
  ['127.0.0.1', { host: '127.0.0.1' }, [inUse, inUse, inUse, ok]],
  ['127.0.0.2', { host: '127.0.0.2' }, [inUse, ok, inUse, ok]],
  [':: dual', { host: '::' }, [inUse, inUse, inUse, inUse]],
  [':: v6only', { host: '::', v6Only: true }, [ok, ok, inUse, inUse]],
  ['::1', { host: '::1' }, [ok, ok, inUse, inUse]],
  ['127.0.0.1 with SO_REUSEADDR', { host: '127.0.0.1', reuseAddress: true }, [inUse, inUse, inUse, ok]],
  ['bound 0.0.0.0', { host: '0.0.0.0', bindOnly: true }, [inUse, inUse, inUse, ok]],
  [
    'bound 0.0.0.0 with SO_REUSEADDR',
    { host: '0.0.0.0', bindOnly: true, reuseAddress: true },
    [withReuse, withReuse, withReuse, ok],
  ],
];

describe('the rules say what a trial bind then shows', () => {
  test.for(matrix)('%s', async ([, first, expected], { agent }) => {
    await open(agent, first);
    const report = await agent.call.inspectPort(port);
    const trials = await tryAll(agent, report);
    expect(trials.slice(0, usual.length).map(outcomes)).toEqual(expected);
    for (const [index, trial] of trials.entries()) {
      expect(report.bindable[index]!.address).toBe(trial.address);
      expect(agrees(report.bindable[index]!, trial), `${trial.address} ${report.bindable[index]!.verdict}`).toBe(true);
    }
    expect(codesOf(report)[0]).toBe(first.bindOnly === true ? 'bound-not-listening' : 'listener');
  });

  test('on an address of this machine, and on one that it does not have', async ({ agent }) => {
    agent.run(['ip', 'address', 'add', '10.77.0.1/32', 'dev', 'lo']);
    const holder = await open(agent, { host: '10.77.0.1' });
    for (const [address, verdict, outcome] of [
      ['10.77.0.1', 'no', inUse],
      ['127.0.0.3', 'yes', ok],
    ] as const) {
      const report = await agent.call.inspectPort(port, address);
      expect(report.bindable[0]).toMatchObject({ address, verdict });
      expect((await tryAll(agent, report)).map(outcomes)[0]).toEqual(outcome);
    }
    const [elsewhere] = (await agent.call.inspectPort(port, '10.77.0.9')).bindable;
    const notHere = { plain: 'EADDRNOTAVAIL', withReuseAddress: 'EADDRNOTAVAIL', withReusePort: 'EADDRNOTAVAIL' };
    expect(elsewhere).toMatchObject({ verdict: 'no', reason: 'not-here' });
    expect((await agent.call.tryBind(port, ['10.77.0.9'])).map(outcomes)).toEqual([notHere]);
    await agent.call.close(holder);
  });

  test('where listeners share the port by SO_REUSEPORT', async ({ agent }) => {
    const { call } = agent;
    const join = async () => {
      const fd = await call.open({ host: '127.0.0.1', port });
      await call.setOption(fd, option.reusePort, 1);
      await call.bind(fd, { host: '127.0.0.1', port });
      await call.listen(fd, 16);
    };
    await join();
    // Of one alone nobody can tell that it would share the port.
    const alone = await call.inspectPort(port, '127.0.0.1');
    expect(alone.bindable[0]).toMatchObject({ verdict: 'no', reason: 'listener' });
    await join();
    const shared = await call.inspectPort(port, '127.0.0.1');
    expect(shared.bindable[0]).toMatchObject({ verdict: 'with-reuseport', reason: 'shared-listener' });
    for (const report of [alone, shared]) {
      const [trial] = await tryAll(agent, report);
      expect(outcomes(trial!)).toEqual(withReusePort);
      expect(agrees(report.bindable[0]!, trial!)).toBe(true);
    }
  });

  test('a free port is free, and a trial leaves nothing behind', async ({ agent }) => {
    for (let time = 0; time < 3; time++) {
      expect((await agent.call.tryBind(port, usual)).map(outcomes)).toEqual(Array(4).fill(ok));
    }
    const report = await agent.call.inspectPort(port);
    expect(report).toMatchObject({ listeners: [], bound: [], connectionTotal: 0, evidence: [], nextFreePort: 3_001 });
    expect(report.bindable.map(({ verdict }) => verdict)).toEqual(Array(4).fill('yes'));
  });
});

test.for([
  ['with SO_REUSEADDR', true],
  ['without SO_REUSEADDR', false],
] as const)('leftovers of a server %s count down', async ([, reuses], { agent }) => {
  const { call } = agent;
  const listening = await open(agent, { host: '127.0.0.1', ...(reuses && { reuseAddress: true }) });
  const client = await call.connected({ host: '127.0.0.1', port });
  const accepted = await call.accepted(listening);
  // The server closes first, so TIME-WAIT is its own.
  await call.close(accepted);
  await call.close(client);
  await call.close(listening);
  const report = await expect
    .poll(() => call.inspectPort(port), { timeout: 5_000 })
    .toMatchObject({ evidence: [{ code: 'leftovers', count: 1, confidence: 'inferred' }] })
    .then(() => call.inspectPort(port));
  const left = find(report, 'leftovers')!.freeInMs!;
  expect(left).toBeGreaterThan(40_000);
  expect(left).toBeLessThanOrEqual(60_000);
  const verdict = report.bindable.find(({ address }) => address === '127.0.0.1')!;
  expect(verdict).toMatchObject({ verdict: 'with-reuseaddr', reason: 'leftover-connections' });
  const [trial] = await call.tryBind(port, ['127.0.0.1']);
  expect(trial).toMatchObject(reuses ? withReuse : inUse);
  expect(agrees(verdict, trial!)).toBe(true);
});

test('an outgoing connection that has the number as its own', async ({ agent }) => {
  const { call } = agent;
  const listening = await call.listener({ host: '127.0.0.1', port: 0 });
  const client = await call.connected({ host: '127.0.0.1', port: await call.localPort(listening) });
  const own = await call.localPort(client);
  const report = await call.inspectPort(own);
  expect(report.evidence).toMatchObject([{ code: 'outgoing-connection', count: 1, isEphemeral: true }]);
  expect(report.origins, 'a client holds no port for others').toEqual([]);
  const trials = await tryAll(agent, report);
  report.bindable.forEach((verdict, index) => expect(agrees(verdict, trials[index]!), verdict.address).toBe(true));
});

test('a client that is connected to itself', async ({ agent }) => {
  const end = { host: '127.0.0.1', port: 40_000 };
  await agent.call.connected(end, end);
  expect((await agent.call.inspectPort(40_000)).evidence).toMatchObject([
    { code: 'self-connect', confidence: 'measured', sockets: [expect.any(String)] },
  ]);
});

test('a server of one family leaves the other one free', async ({ agent }) => {
  await open(agent, { host: '::1' });
  const report = await agent.call.inspectPort(port);
  expect(codesOf(report)).toEqual(['listener', 'reach', 'one-family']);
  expect(find(report, 'listener')).toMatchObject({ address: '::1', families: [6], confidence: 'measured' });
  expect(find(report, 'reach')).toMatchObject({ reach: 'this-machine', confidence: 'inferred' });
  expect(find(report, 'one-family')).toMatchObject({ family: 6 });
});

test('a server for all on a machine with loopback alone reaches nobody else', async ({ agent }) => {
  await open(agent, { host: '::' });
  const report = await agent.call.inspectPort(port);
  expect(codesOf(report)).toEqual(['listener', 'reach']);
  expect(find(report, 'listener')!.families).toEqual([4, 6]);
  expect(find(report, 'reach')!.reach).toBe('nobody-else');
});

test('a listener in another network namespace, for root and for a user without privileges', async ({ agent }) => {
  const elsewhere = await Agent.start();
  try {
    await open(elsewhere, { host: '0.0.0.0' });
    const foreign = { code: 'other-namespace', pid: elsewhere.pid, address: '0.0.0.0' };
    const report = await agent.call.inspectPort(port);
    expect(report.evidence).toMatchObject([{ ...foreign, holdsSocket: true, confidence: 'measured' }]);
    expect(report.bindable.map(({ verdict }) => verdict)).toEqual(Array(4).fill('yes'));
    const user = await agent.beside();
    await user.call.become(nobody);
    expect((await user.call.inspectPort(port)).evidence).toMatchObject([
      { ...foreign, holdsSocket: false, confidence: 'inferred' },
    ]);
    expect((await agent.call.inspectPort(port + 1)).evidence).toEqual([]);
  } finally {
    await elsewhere.stop();
  }
});

test("another user's listener has no name, and says whose it is", async ({ agent }) => {
  await open(agent, { host: '127.0.0.1' });
  const user = await agent.beside();
  await user.call.become(nobody);
  const report = await user.call.inspectPort(port);
  expect(report.listeners).toMatchObject([{ processes: [], noProcess: 'not-permitted' }]);
  expect(find(report, 'other-user')).toMatchObject({ uid: 0, confidence: 'measured' });
  expect(find(await agent.call.inspectPort(port), 'other-user')).toBeUndefined();
});

test('a privileged port is refused with EACCES to who may not', async ({ agent }) => {
  const user = await agent.beside();
  await user.call.become(nobody);
  const report = await user.call.inspectPort(80);
  expect(report.evidence).toMatchObject([{ code: 'privileged', start: 1_024, mayBind: false }]);
  expect(report.bindable).toMatchObject(Array(4).fill({ verdict: 'no', reason: 'privileged' }));
  expect(report.nextFreePort).toBe(8_080);
  const refused = { plain: 'EACCES', withReuseAddress: 'EACCES' };
  expect(await user.call.tryBind(80, usual)).toMatchObject(Array(4).fill(refused));
  expect(await agent.call.tryBind(80, usual)).toMatchObject(Array(4).fill(ok));
});

test('the process that listens, with its parents and its directory', async ({ agent }) => {
  await open(agent, { host: '127.0.0.1' });
  const { origins } = await agent.call.inspectPort(port);
  expect(origins).toMatchObject([
    { pid: agent.pid, uid: 0, workingDirectory: process.cwd(), git: { root: process.cwd() } },
  ]);
  const ancestors = origins[0]!.ancestors.map(({ pid }) => pid);
  expect(ancestors[0]).toBe(process.pid);
  expect(ancestors).toContain(process.ppid);
});
