// Runs inside VS Code while scripts/bench.mjs holds the sockets: how much it keeps the extension host from other work.
import { strict as assert } from 'node:assert';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { SocketscopeApi } from '../../../src/host/api/socketscope';
import { LeakyServer } from '../../host/debug/leakyServer';
import { requireWorkbench, type Workbench } from '../../host/workbench';
import type { HostResults } from '../results';
import { measureLoopDelay } from './loopDelay';

/** VS Code is done with its own start by then, or nearly. */
const settleMs = 5_000;
const limitMs = 180_000;

describe('the extension host', () => {
  const server = new LeakyServer();

  after(() => server.stop());

  it('stays responsive with tree and diagram open', async function () {
    this.timeout(limitMs);
    const page = requireWorkbench(this);
    const extension = vscode.extensions.getExtension<SocketscopeApi>('socketscope.socketscope');
    assert.ok(extension && !extension.isActive);
    const api = await extension.activate();

    // VS Code's own search for ports reads the same sockets in the same process, and would be measured with us.
    await vscode.workspace.getConfiguration('remote').update('autoForwardPorts', false, true);
    await vscode.workspace.getConfiguration('socketscope').update('refresh.intervalSeconds', 1, true);
    await delay(settleMs);
    const seconds = Number(process.env.SOCKETSCOPE_BENCH_SECONDS);
    const idle = await measureLoopDelay(Math.ceil(seconds / 3));

    await openEverything(page);
    let frames = 0;
    let sockets = 0;
    const subscription = api.onDidChange(({ total }) => {
      frames += 1;
      sockets = total;
    });
    await delay(settleMs);
    frames = 0;
    const refresh = () => void vscode.commands.executeCommand('socketscope.refresh');
    const busy = await measureLoopDelay(seconds, refresh);
    await page.screenshot('bench');
    const node = process.version;
    const results: Omit<HostResults, 'code' | 'debugging'> = { node, sockets, frames, idle, busy };

    await debugBeside(page, server);
    await delay(settleMs);
    const debugging = await measureLoopDelay(Math.ceil(seconds / 3), refresh);
    subscription.dispose();
    await page.screenshot('bench-debugging');
    assert.ok(frames > 0);
    writeFileSync(process.env.SOCKETSCOPE_BENCH_RESULTS!, JSON.stringify({ ...results, debugging }));
  });
});

/** The tree with its largest groups open, so that it shows a page of rows, and the diagram beside it. */
async function openEverything(page: Workbench): Promise<void> {
  await vscode.commands.executeCommand('socketscope.sockets.focus');
  await page.click({ selector: '.monaco-list-row >> text=ESTABLISHED' });
  await page.waitFor({ selector: '.monaco-list-row[aria-level="2"]' });
  await page.click({ selector: '.monaco-list-row[aria-level="2"]' });
  await page.waitFor({ selector: '.monaco-list-row[aria-level="3"]' });
  await vscode.commands.executeCommand('socketscope.showDiagram');
  await page.waitFor({ selector: 'svg', webview: true });
}

/** The view of a debugged server's sockets; its port is watched, and has a lens in an editor beside the diagram. */
async function debugBeside(page: Workbench, server: LeakyServer): Promise<void> {
  const { port } = await server.start();
  await vscode.commands.executeCommand('socketscope.watchPort', port);
  const document = await vscode.workspace.openTextDocument({
    language: 'javascript',
    content: `server.listen(${port});\n`,
  });
  await vscode.window.showTextDocument(document, vscode.ViewColumn.Beside);
  await page.waitFor({ selector: '.codelens-decoration' });
  await vscode.commands.executeCommand('socketscope.debuggee.focus');
  await page.click({ selector: '[id="workbench.view.debug"] .monaco-list-row >> text=LISTEN' });
}
