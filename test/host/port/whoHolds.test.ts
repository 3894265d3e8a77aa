import { strict as assert } from 'node:assert';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { nextEvent } from '../events';
import { until } from '../poll';
import { quickInput, whileAsking, type QuickInputOnScreen } from '../quickInputOnScreen';
import { socketscope } from '../socketscope';
import type { LocalSockets } from '../tree/localSockets';
import type { Workbench } from '../workbench';

const serverScript = `require('net').createServer().listen(PORT, '127.0.0.1')`;

describe('who holds a port', () => {
  let page: Workbench;
  let picks: QuickInputOnScreen;
  let sockets: LocalSockets;

  whileAsking(given => ({ page, picks, sockets } = given));

  const ask = (port: number) => picks.ask('socketscope.checkPort', port);

  it('says in its first line who listens and whether a server could bind the port, then how that is known', async () => {
    const answer = await ask(sockets.port);
    const [first] = await picks.lines();
    assert.match(first!, new RegExp(`^\\S*\\s*\\S+ \\(${process.pid}\\) listens on 127\\.0\\.0\\.1:${sockets.port}`));
    assert.match(first!, /a server can bind it now on ::1 only/);
    assert.match(answer, /It serves IPv4 clients at \S+\s*measured/);
    assert.match(answer, /Only this machine can reach it\s*inferred/);
    await page.screenshot('port/who-holds');
  });

  it('says that a free port is free, that it is privileged, and what could be used instead', async () => {
    const answer = await ask(1);
    assert.match(answer, /^\S*\s*Nobody uses port 1(?!\d)/);
    assert.match(answer, /Ports below \d+ are privileged\s*measured/);
    assert.match(answer, /Copy the Next Free Port: \d+/);
  });

  it('tries a bind only when asked, and shows what the kernel answered beside the rules', async () => {
    assert.doesNotMatch(await ask(sockets.port), /Tried:/);
    await page.type('Try It');
    await page.press('Enter');
    await until(async () => (await picks.lines()).join('\n').includes('Tried: EADDRINUSE, with SO_REUSEADDR too.'));
    await page.screenshot('port/tried');
  });

  it('answers for the address that was asked, by the rules and when it is tried', async () => {
    void vscode.commands.executeCommand('socketscope.checkPort');
    await page.waitFor({ selector: `${quickInput} input` });
    await page.type(`127.0.0.2:${sockets.port}`);
    await page.press('Enter');
    await until(async () => (await picks.lines())[0]?.includes('a server can bind it now on 127.0.0.2'));
    await page.type('Try It');
    await page.press('Enter');
    await until(async () =>
      (await picks.lines()).some(
        line => line.includes(`127.0.0.2:${sockets.port}`) && line.includes('Tried: it worked.'),
      ),
    );
    await page.screenshot('port/address');
  });

  it('copies the answer as Markdown', async () => {
    await ask(sockets.port);
    await page.type('Markdown');
    await page.press('Enter');
    const text = await until(async () => {
      const copied = await vscode.env.clipboard.readText();
      return copied.startsWith(`## Port ${sockets.port}`) && copied;
    });
    assert.match(text, /- Only this machine can reach it \(\*inferred\*\)\./);
  });

  it('refuses what is no port, and says what is', async () => {
    void vscode.commands.executeCommand('socketscope.checkPort');
    await page.waitFor({ selector: `${quickInput} input` });
    await page.type('http');
    await until(async () =>
      (await page.texts({ selector: `${quickInput} .quick-input-message` })).some(text =>
        text.includes('A port is a number from 1 to 65535'),
      ),
    );
  });

  it('names the terminal in which a server was started, and focuses it', async () => {
    const port = await freePort();
    const terminal = vscode.window.createTerminal({ name: 'my server', shellPath: '/bin/sh' });
    const other = vscode.window.createTerminal({ name: 'another', shellPath: '/bin/sh' });
    try {
      terminal.sendText(`'${process.execPath}' -e "${serverScript.replace('PORT', String(port))}"`);
      other.show();
      await until(() => vscode.window.activeTerminal === other);
      await until(async () => (await (await socketscope()).whoHolds(port)).listeners.length === 1);
      const answer = await ask(port);
      assert.match(
        (await picks.lines())[0]!,
        new RegExp(`listens on 127\\.0\\.0\\.1:${port}.*in terminal "my server"`, 's'),
      );
      assert.match(answer, /It was started in the terminal "my server"\s*measured/);
      await page.screenshot('port/terminal');
      await page.type('Focus the Terminal');
      await page.press('Enter');
      await until(() => vscode.window.activeTerminal === terminal);
    } finally {
      terminal.dispose();
      other.dispose();
    }
  });

  it('stops the task that started a server', async () => {
    const port = await freePort();
    const script = serverScript.replace('PORT', String(port));
    const task = new vscode.Task(
      { type: 'process' },
      vscode.TaskScope.Workspace,
      'serve',
      'test',
      new vscode.ProcessExecution(process.execPath, ['-e', script]),
    );
    // VS Code tells of the task's process by itself; the server can listen before that.
    const started = nextEvent(vscode.tasks.onDidStartTaskProcess);
    const execution = await vscode.tasks.executeTask(task);
    try {
      await started;
      await until(async () => (await (await socketscope()).whoHolds(port)).listeners.length === 1);
      assert.match(await ask(port), /It was started by the task "serve"\s*measured/);
      await page.type('Stop the Task');
      await page.press('Enter');
      await until(async () => (await (await socketscope()).whoHolds(port)).listeners.length === 0);
    } finally {
      execution.terminate();
    }
  });
});

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
