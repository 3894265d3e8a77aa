import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import type { SocketscopeApi } from '../../../src/host/api/socketscope';
import { until } from '../poll';
import { skip } from '../skip';
import { TreeOnScreen } from '../tree/treeOnScreen';
import { requireWorkbench } from '../workbench';

describe('the Socket Lab', () => {
  before(function () {
    if (process.platform !== 'linux') {
      skip(this, 'the lab is for Linux so far');
    }
  });

  after(async () => {
    await vscode.commands.executeCommand('socketscope.clearFilter');
  });

  it('shows an exhibit in the tree, and takes it away again', async function () {
    const page = requireWorkbench(this);
    const tree = new TreeOnScreen(page);
    const api = await vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope')!.activate();
    await tree.open();
    // By its program: browsers of the machine leave connections half-closed too, now and then.
    const leaked = async () => {
      const { sockets } = await api.snapshot({ states: ['CLOSE-WAIT'] });
      return sockets.filter(({ processes }) => processes.some(({ name }) => name === 'leaky-server')).length;
    };
    await vscode.commands.executeCommand('socketscope.startLab', ['close-wait-leak', 'queue-full']);
    await tree.row('CLOSE-WAIT');
    await tree.row('SYN-SENT');
    assert.equal(await leaked(), 6);
    await page.screenshot('socket-lab');
    await vscode.commands.executeCommand('socketscope.stopLab');
    await until(async () => (await leaked()) === 0);
  });
});
