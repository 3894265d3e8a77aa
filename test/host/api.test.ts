import { strict as assert } from 'node:assert';
import { nextEvent } from './events';
import { socketscope } from './socketscope';
import { LocalSockets } from './tree/localSockets';

describe('the exported API', () => {
  let sockets: LocalSockets;

  before(async () => {
    sockets = await LocalSockets.open(3);
  });

  after(() => sockets.close());

  it('answers with a fresh reading, filtered and paged', async () => {
    const api = await socketscope();
    const { total, counts, sockets: rows, problems, source } = await api.snapshot({ port: sockets.port, limit: 2 });
    assert.deepEqual(
      { total, counts, shown: rows.length },
      { total: 7, counts: { LISTEN: 1, ESTABLISHED: 6 }, shown: 2 },
    );
    assert.ok(['sock_diag', 'proc'].includes(source));
    assert.ok(problems.every(({ code, message }) => code !== '' && message !== ''));
    const [own] = (await api.snapshot({ localPort: sockets.port, states: ['LISTEN'] })).sockets;
    assert.deepEqual(
      own!.processes.map(({ pid }) => pid),
      [process.pid],
    );
    assert.deepEqual(own!.local, { address: '127.0.0.1', port: sockets.port });
  });

  it('gives plain data that survives JSON', async () => {
    const api = await socketscope();
    const answer = await api.snapshot({ port: sockets.port });
    assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer);
  });

  it('says who holds a port', async () => {
    const report = await (await socketscope()).whoHolds(sockets.port);
    assert.equal(report.listeners[0]?.processes[0]?.pid, process.pid);
    assert.equal(report.connectionTotal, 3);
    assert.equal(report.bindable.find(({ address }) => address === '127.0.0.1')?.reason, 'listener');
    await assert.rejects((await socketscope()).whoHolds(70_000), RangeError);
  });

  it('runs the checks', async () => {
    assert.ok(Array.isArray(await (await socketscope()).check()));
  });

  it('tells of each reading as long as somebody listens', async () => {
    const { onDidChange } = await socketscope();
    const first = await nextEvent(onDidChange);
    assert.ok(first.total >= 7 && first.counts.LISTEN! >= 1);
    const second = await nextEvent(onDidChange);
    assert.ok(second.takenAt >= first.takenAt);
  });
});
