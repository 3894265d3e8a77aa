import { describe, expect, it } from 'vitest';
import { agentTools } from '../../../src/agents/agentTools';
import { InputError } from '../../../src/agents/input';
import { maskSecrets } from '../../../src/agents/maskSecrets';
import { sourceOf } from './source';

describe('what cannot be is refused with the next step', () => {
  it.each([
    ['socketscope_list_sockets', { states: ['CLOSE-WAITS'] }, /no TCP state\. Did you mean CLOSE-WAIT\?/],
    ['socketscope_list_sockets', { states: [] }, /leave it out for all states/],
    ['socketscope_list_sockets', { prot: 80 }, /no property "prot"\. Did you mean "port"\?/],
    ['socketscope_list_sockets', { limit: 201 }, /"limit" must be an integer from 1 to 200, and is 201/],
    ['socketscope_list_sockets', { port: 80.5 }, /"port" must be an integer from 1 to 65535/],
    ['socketscope_list_sockets', { process: ' ' }, /"process" must be text that is not empty/],
    ['socketscope_list_sockets', { whoMustAct: 'me' }, /one of program, peer, kernel, nobody/],
    ['socketscope_list_sockets', 'all', /must be a JSON object/],
    ['socketscope_who_holds_port', {}, /"port" is missing: give the local port/],
    ['socketscope_who_holds_port', { port: 70_000 }, /from 1 to 65535, and is 70000/],
    ['socketscope_run_checks', { code: 'leak' }, /The codes are: churn, close-wait-leak, conntrack/],
    ['socketscope_run_checks', { minSeverity: 'bad' }, /one of info, warning, error/],
    ['socketscope_explain_state', {}, /"state" is missing/],
    ['socketscope_explain_state', { state: 'OPEN' }, /The states are: CLOSED, /],
  ])('%s %j', async (name, input, message) => {
    const tool = agentTools.find(one => one.name === name)!;
    const refused = await tool.run(sourceOf().source, input).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).message).toMatch(message);
  });
});

describe('a command line for a model', () => {
  it.each([
    ['node server.js --port=3000', 'node server.js --port=3000'],
    ['mysql --password=hunter2 -u root', 'mysql --password=*** -u root'],
    ['tool --api-key abc --token "a b" x', 'tool --api-key *** --token *** x'],
    ['psql postgres://me:secret@db/x', 'psql postgres://me:***@db/x'],
    ['DB_PASSWORD=a node', 'DB_PASSWORD=*** node'],
  ])('%s', (command, masked) => {
    expect(maskSecrets(command)).toBe(masked);
  });

  it('is cut', () => {
    expect(maskSecrets('x'.repeat(500))).toHaveLength(200);
  });
});
