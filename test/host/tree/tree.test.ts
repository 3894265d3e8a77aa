import { strict as assert } from 'node:assert';
import { hostname } from 'node:os';
import * as vscode from 'vscode';
import { until } from '../poll';
import { socketscope } from '../socketscope';
import { requireWorkbench, type Workbench } from '../workbench';
import { LocalSockets } from './localSockets';
import { TreeOnScreen } from './treeOnScreen';

describe('the tree of sockets', () => {
  let page: Workbench;
  let tree: TreeOnScreen;
  let sockets: LocalSockets;
  let port: string;

  before(async function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
    sockets = await LocalSockets.open(3);
    port = `Port ${sockets.port}`;
    await setting('refresh.intervalSeconds', 0.5);
    await tree.open();
    await tree.filter(`port:${sockets.port}`);
    await tree.row('ESTABLISHED', /^6/);
  });

  after(async () => {
    sockets.close();
    await setting('refresh.intervalSeconds', undefined);
    await tree.clear();
  });

  const inbound = (client: number) => `127.0.0.1:${sockets.port} ← :${sockets.clientPort(client)}`;
  const outbound = (client: number) => `127.0.0.1:${sockets.clientPort(client)} → :${sockets.port}`;

  it('shows states, then ports, then connections with their process and age', async () => {
    await tree.expand('LISTEN');
    await tree.row(port, /^1 · listening$/);
    await tree.collapse('LISTEN');
    await tree.expand('ESTABLISHED');
    await tree.expand(port);
    const { spoken } = await tree.row(inbound(0), new RegExp(`^\\S+ ${process.pid} · (≥ )?\\d`));
    await tree.row(outbound(0));
    assert.match(spoken, /^ESTABLISHED connection from 127\.0\.0\.1:\d+ to 127\.0\.0\.1:\d+\. In this state for /);
    assert.match(await tree.message(), /^\S+ · 7 of [\d,]+ sockets · sock_diag · filter port:\d+$/);
  });

  it('names machine, total and source in its title, and says above its rows what a filter leaves of them', async () => {
    const api = await socketscope();
    const isWholeMachine = async () => {
      const { total } = await api.snapshot({ limit: 0 });
      assert.equal(await tree.description(), `${hostname()} · ${total.toLocaleString('en')} · sock_diag`);
      return true;
    };
    assert.match(await tree.message(), / · 7 of /);
    await until(isWholeMachine);
    await vscode.commands.executeCommand('socketscope.clearFilter');
    await until(async () => (await tree.message()) === '');
    await until(isWholeMachine);
    await tree.filter(`port:${sockets.port}`);
    await until(async () => (await tree.message()).includes(' · 7 of '));
  });

  it('keeps the selection on a connection that changes its state, and the groups expanded', async () => {
    await tree.expand('ESTABLISHED');
    await tree.expand(port);
    await tree.click(inbound(0));
    sockets.closeClient(0);
    await tree.row('CLOSE-WAIT', /^1/);
    await until(async () => (await tree.row('CLOSE-WAIT')).expanded);
    await until(async () => (await tree.row(inbound(0), /Recv-Q 1/)).selected);
    assert.equal((await tree.row('ESTABLISHED', /^4/)).expanded, true);
    assert.equal((await tree.row('FIN-WAIT-2', /^1/)).expanded, false);
    await page.screenshot('tree/selection-after-state-change');
  });

  it('does not select again what the user has left', async () => {
    await tree.click('FIN-WAIT-2');
    await tree.row('FIN-WAIT-2').then(row => assert.equal(row.selected, true));
    sockets.closeClient(1);
    await tree.row('CLOSE-WAIT', /^2/);
    assert.equal((await tree.row(inbound(0))).selected, false);
  });

  it('copies what is selected, also several rows', async () => {
    await tree.click(outbound(2));
    await page.click({ selector: tree.rowSelector(inbound(2)) }, { modifiers: ['Control'] });
    const addresses = [`127.0.0.1:${sockets.port}`, `127.0.0.1:${sockets.clientPort(2)}`].sort();
    await until(async () => {
      await vscode.commands.executeCommand('socketscope.copyLocalAddress');
      const copied = (await vscode.env.clipboard.readText()).split('\n').sort();
      return copied.join() === addresses.join();
    });
    await vscode.commands.executeCommand('socketscope.copyAsJson');
    const rows = JSON.parse(await vscode.env.clipboard.readText()) as { state: string }[];
    assert.deepEqual(
      rows.map(row => row.state),
      ['ESTABLISHED', 'ESTABLISHED'],
    );
  });

  for (const [name, grouping, top] of [
    ['process', 'Process', () => new RegExp(` ${process.pid}$`)],
    ['remote host', 'Remote Host', () => /^127\.0\.0\.1$/],
    ['port', 'Port', () => new RegExp(`^${port}$`)],
  ] as const) {
    it(`groups by ${name} when asked`, async () => {
      await tree.groupBy(grouping);
      await until(async () => (await tree.rows()).some(row => row.level === 1 && top().test(row.label)));
    });
  }

  it('groups by state again', async () => {
    await tree.groupBy('State');
    await tree.row('CLOSE-WAIT');
  });

  it('pages a large group', async () => {
    const rows = () => tree.countBelow(port);
    await setting('tree.pageSize', 10);
    try {
      await sockets.connect(20);
      const shown = { localPort: sockets.port, states: ['ESTABLISHED'] } as const;
      const accepted = (await (await socketscope()).snapshot(shown)).total;
      const more = `Show 10 more of ${2 * accepted}`;
      await tree.filter(`port:${sockets.port}`); // A filter shows the first page again.
      await tree.expand('ESTABLISHED');
      await tree.expand(port);
      await until(async () => (await rows()) === 11);
      await until(
        async () => {
          if ((await rows()) === 11) {
            await tree.click(more);
          }
          return until(async () => (await rows()) === 21, { withinMs: 5_000 });
        },
        { withinMs: 30_000 },
      );
      await tree.row(more);
    } finally {
      await setting('tree.pageSize', undefined);
    }
  });
});

async function setting(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('socketscope').update(key, value, vscode.ConfigurationTarget.Global);
}
