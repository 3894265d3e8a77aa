import { strict as assert } from 'node:assert';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as vscode from 'vscode';
import { answerNotification } from '../notifications';
import { until } from '../poll';
import { requireWorkbench, type Workbench } from '../workbench';
import { TreeOnScreen } from './treeOnScreen';

/** VS Code shows no modal dialog in a test: it is answered where it is asked for. */
interface Question {
  message: string;
  modal: boolean;
  detail: string;
}

describe('terminating the process that holds a port', () => {
  const { showWarningMessage } = vscode.window;
  let page: Workbench;
  let tree: TreeOnScreen;
  let child: ChildProcess;
  let questions: Question[];
  let answer: string | undefined;

  before(function () {
    page = requireWorkbench(this);
    tree = new TreeOnScreen(page);
  });

  beforeEach(() => {
    questions = [];
    answer = undefined;
    const answerModal = (message: string, options: vscode.MessageOptions | string, ...rest: string[]) => {
      if (typeof options === 'string') {
        return showWarningMessage(message, options, ...rest);
      }
      questions.push({ message, modal: options.modal ?? false, detail: options.detail ?? '' });
      return Promise.resolve(answer);
    };
    vscode.window.showWarningMessage = answerModal;
  });

  afterEach(async () => {
    vscode.window.showWarningMessage = showWarningMessage;
    child.kill('SIGKILL');
    await tree.clear();
  });

  /** A server in a process of its own, and its row in the tree. */
  async function startServer(beforehand = ''): Promise<string> {
    const program = `${beforehand};const server = require('net').createServer().listen(0, '127.0.0.1', () => console.log(server.address().port))`;
    child = spawn(process.execPath, ['-e', program], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [printed] = (await once(child.stdout!, 'data')) as [Buffer];
    const port = printed.toString().trim();
    await tree.open();
    await tree.filter(`port:${port}`);
    await tree.expand('LISTEN');
    await tree.expand(`Port ${port}`);
    await tree.row(`127.0.0.1:${port}`, new RegExp(` ${child.pid} `));
    return `127.0.0.1:${port}`;
  }

  async function chooseTerminate(row: string): Promise<void> {
    await page.click({ selector: tree.rowSelector(row) }, { button: 'right' });
    await page.hover({ selector: '.monaco-menu .action-label:has-text("Terminate Process")' });
    await page.screenshot('tree/context-menu');
    await page.press('Enter'); // A menu ignores the mouse for the first 100 ms.
    await until(() => questions.length === 1);
  }

  it('asks first, naming process, pid and command, and then ends it', async () => {
    const row = await startServer();
    const ended = once(child, 'exit');
    answer = 'Terminate';
    await chooseTerminate(row);
    assert.match(questions[0]!.message, new RegExp(`^Terminate \\S+ \\(process ${child.pid}\\)\\?$`));
    assert.match(questions[0]!.detail, new RegExp(`It holds ${row} \\(LISTEN\\)[^]*createServer`));
    assert.equal(questions[0]!.modal, true);
    assert.deepEqual(await ended, [null, 'SIGTERM']);
    await until(async () => (await tree.rows()).length === 0);
  });

  it('does nothing when the user thinks better of it', async () => {
    await chooseTerminate(await startServer());
    assert.equal(child.exitCode ?? child.signalCode, null);
  });

  it('offers force when the process does not end within three seconds', async () => {
    const row = await startServer(`process.on('SIGTERM', () => {})`);
    const ended = once(child, 'exit');
    answer = 'Terminate';
    await chooseTerminate(row);
    await answerNotification(page, 'Force to End');
    assert.deepEqual(await ended, [null, 'SIGKILL']);
  });
});
