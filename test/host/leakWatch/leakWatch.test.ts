import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { until } from '../poll';
import { socketscope } from '../socketscope';

/** Starts a server that goes on when the task has ended. */
const leaky = `
  const server = "require('net').createServer().listen(0, '127.0.0.1'); setTimeout(process.exit, 60000)";
  require('child_process').spawn(process.execPath, ['-e', server], { detached: true, stdio: 'ignore' }).unref();
  setTimeout(process.exit, 1500);
`;

describe('a task that is watched for leaked sockets', () => {
  let definition: vscode.Uri;
  let leftPid: number | undefined;

  before(async () => {
    await socketscope();
    definition = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '.vscode', 'tasks.json');
    const tasks = [
      { label: 'sound', type: 'process', command: process.execPath, args: ['-e', ''] },
      { label: 'leaky', type: 'process', command: process.execPath, args: ['-e', leaky] },
    ];
    await vscode.workspace.fs.writeFile(
      definition,
      new TextEncoder().encode(JSON.stringify({ version: '2.0.0', tasks }, undefined, 2)),
    );
    await setWatched(['leaky', 'sound']);
  });

  after(async () => {
    if (leftPid !== undefined) {
      process.kill(leftPid);
    }
    await setWatched(undefined);
    await vscode.workspace.fs.delete(definition);
  });

  it('has what outlived it in Problems, on the line that defines it', async () => {
    await Promise.all([run('leaky'), run('sound')]);
    const [problem, ...others] = await until(() => {
      const found = ours();
      return found.length > 0 && found;
    });
    assert.deepEqual(
      others.map(({ message }) => message),
      [],
    );
    const match = /^"leaky" has ended, and \S+ \((\d+)\), which it started, still listens on 127\.0\.0\.1:\d+\.$/.exec(
      problem!.message,
    );
    leftPid = Number(match?.[1]);
    assert.ok(leftPid > 0, problem!.message);
    const { document } = await vscode.window.showTextDocument(definition);
    assert.equal(document.getText(problem!.range), '"label": "leaky"');
    const { target } = problem!.code as { target: vscode.Uri };
    assert.match(target.path, /\/media\/explain\/[\w-]+\/listen\.md$/);
    await vscode.workspace.fs.stat(target);
  });

  const ours = () => vscode.languages.getDiagnostics(definition).filter(({ source }) => source === 'Socketscope');
});

async function run(name: string): Promise<void> {
  const task = await until(async () => (await vscode.tasks.fetchTasks()).find(one => one.name === name));
  const ended = new Promise<void>(resolve => {
    const subscription = vscode.tasks.onDidEndTaskProcess(({ execution }) => {
      if (execution.task.name === name) {
        subscription.dispose();
        resolve();
      }
    });
  });
  await vscode.tasks.executeTask(task);
  await ended;
}

async function setWatched(names: readonly string[] | undefined): Promise<void> {
  await vscode.workspace.getConfiguration('socketscope').update('leakWatch', names, vscode.ConfigurationTarget.Global);
}
