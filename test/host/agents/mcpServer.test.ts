import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { agentToolNames } from '../../../src/agents/agentToolNames';
import { until } from '../poll';
import { socketscope } from '../socketscope';
import { requireWorkbench } from '../workbench';

/** By the extension's id and the server's label, as VS Code calls it. */
const server = 'socketscope.socketscope/Socketscope';
/** What VS Code puts before the names of the server's tools. */
const prefix = 'mcp_socketscope_';

describe('the MCP server', () => {
  const offered = () =>
    vscode.lm.tools
      .map(({ name }) => name)
      .filter(name => name.startsWith(prefix))
      .map(name => name.slice(prefix.length));

  after(async () => {
    if ((await vscode.commands.getCommands()).includes('workbench.mcp.stopServer')) {
      await vscode.commands.executeCommand('workbench.mcp.stopServer', server);
    }
  });

  it('is listed by VS Code, started by it, and answers it; 1.100 takes none of an extension', async function () {
    const page = requireWorkbench(this);
    await socketscope();
    if (Number(vscode.version.split('.')[1]) <= 100) {
      assert.deepEqual(offered(), []);
      return;
    }
    // It is known to VS Code a moment after the extension has offered it.
    await until(async () => {
      await vscode.commands.executeCommand('workbench.mcp.startServer', server, { waitForLiveTools: true });
      return offered().length > 0;
    });
    assert.deepEqual(offered().sort(), [...agentToolNames].sort());
    const { content } = await vscode.lm.invokeTool(`${prefix}socketscope_explain_state`, {
      input: { state: 'close_wait' },
      toolInvocationToken: undefined,
    });
    const texts = content.map(part => (part as vscode.LanguageModelTextPart).value);
    assert.match(texts.join(), /"whoMustAct":"program"/);

    void vscode.commands.executeCommand('workbench.mcp.listServer');
    await until(async () => {
      const rows = await page.texts({ selector: '.quick-input-list .monaco-list-row' });
      return rows.some(text => /^Socketscope\s*Running/.test(text));
    });
    await page.screenshot('agents/mcp-servers');
    await page.press('Escape');
  });
});
