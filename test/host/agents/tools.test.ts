import { strict as assert } from 'node:assert';
import * as vscode from 'vscode';
import { agentToolNames } from '../../../src/agents/agentToolNames';
import { LocalSockets } from '../tree/localSockets';
import { socketscope } from '../socketscope';

describe('tools for language models', () => {
  let sockets: LocalSockets;

  before(async () => {
    sockets = await LocalSockets.open(2);
    await socketscope();
  });

  after(() => sockets.close());

  async function ask(name: string, input: object, tokenBudget?: number): Promise<string> {
    const { content } = await vscode.lm.invokeTool(name, {
      input,
      toolInvocationToken: undefined,
      ...(tokenBudget !== undefined && {
        tokenizationOptions: { tokenBudget, countTokens: text => Promise.resolve(text.length) },
      }),
    });
    return (content[0] as vscode.LanguageModelTextPart).value;
  }
  const answer = async (name: string, input: object) => JSON.parse(await ask(name, input)) as Record<string, unknown>;

  it('are offered with what a model must know', () => {
    const offered = vscode.lm.tools.filter(({ name }) => name.startsWith('socketscope_'));
    assert.deepEqual(offered.map(({ name }) => name).sort(), [...agentToolNames].sort());
    assert.ok(offered.every(({ description, inputSchema }) => description.includes('Do not use it') && inputSchema));
  });

  it('answer from the monitor of the window', async () => {
    const listed = await answer('socketscope_list_sockets', { localPort: sockets.port });
    assert.equal(listed.total, 3);
    assert.deepEqual(listed.countsByState, { LISTEN: 1, ESTABLISHED: 2 });
    assert.ok(typeof listed.machine === 'string');
    const held = await answer('socketscope_who_holds_port', { port: sockets.port });
    assert.match(String(held.answer), new RegExp(`\\(${process.pid}\\) listens on 127\\.0\\.0\\.1:${sockets.port}\\.`));
    const checked = await answer('socketscope_run_checks', {});
    assert.ok(Array.isArray(checked.passed) && checked.passed.length > 0);
    const explained = await answer('socketscope_explain_state', { state: 'close_wait' });
    assert.equal(explained.whoMustAct, 'program');
  });

  it('answer within the tokens that there are', async () => {
    const whole = await ask('socketscope_list_sockets', { port: sockets.port });
    const short = await ask('socketscope_list_sockets', { port: sockets.port }, whole.length - 1);
    assert.ok(short.length < whole.length, `${short.length} of ${whole.length}`);
    assert.ok((JSON.parse(short) as { more: number }).more > 0);
  });

  it('refuse what cannot be with words for the model', async () => {
    await assert.rejects(
      answer('socketscope_who_holds_port', { port: 70_000 }),
      /integer from 1 to 65535|Maximum|maximum/,
    );
    await assert.rejects(answer('socketscope_explain_state', { state: 'OPEN' }), /The states are: CLOSED/);
  });
});
