// What js-debug 1.139 answered, shortened: variables of the answer, then of what it names.
import { expect, it } from 'vitest';
import type { DebugSession } from 'vscode';
import type { BrowsedRow } from '../../../../src/core/sockets/browsedRow';
import { nodeSocketCode } from '../../../../src/host/debug/nodeSocketCode';

const row = {
  local: { address: '127.0.0.1', port: 8080 },
  remote: { address: '127.0.0.1', port: 50_000 },
  direction: 'inbound',
} as BrowsedRow;

type Variables = Readonly<Record<number, readonly object[]>>;

function debugging(variables: Variables, locations: Readonly<Record<number, object>>) {
  const customRequest = (command: string, question: Readonly<Record<string, number>>) => {
    switch (command) {
      case 'evaluate':
        return Promise.resolve({ result: '{...}', variablesReference: 1 });
      case 'variables':
        return Promise.resolve({ variables: variables[question.variablesReference!] ?? [] });
      default:
        return Promise.resolve(locations[question.locationReference!]);
    }
  };
  return { customRequest } as unknown as DebugSession;
}

const server = { source: { path: '/home/ann/shop/server.js' }, line: 4, column: 56 };
const net = { source: { path: '<node_internals>/net' }, line: 700, column: 1 };
const handled = (event: string) => ({ path: server.source.path, line: 4, column: 56, role: `handles "${event}"` });

it('a function says where it stands', async () => {
  const variables = [
    { name: 'p0_end', variablesReference: 2, valueLocationReference: 5 },
    { name: 'p1_connection', variablesReference: 3, valueLocationReference: 6 },
    { name: '[[Prototype]]', variablesReference: 4 },
  ];
  expect(await nodeSocketCode(row, debugging({ 1: variables }, { 5: net, 6: server }))).toEqual({
    places: [handled('connection')],
  });
});

it('what bind() made says it of its target, and an older js-debug by a property', async () => {
  const bound = [{ name: 'p0_data', variablesReference: 3 }];
  const target = { name: '[[TargetFunction]]', variablesReference: 11 };
  const newer = { 1: bound, 3: [{ ...target, valueLocationReference: 15 }] };
  const property = { name: '[[FunctionLocation]]', variablesReference: 0, valueLocationReference: 15 };
  const older = { 1: bound, 3: [target], 11: [property] };
  for (const variables of [newer, older]) {
    expect(await nodeSocketCode(row, debugging(variables, { 15: server }))).toEqual({ places: [handled('data')] });
  }
});

it.each([
  ['nothing', [], /no active handle/],
  ['only functions of Node.js', [{ name: 'p0_end', valueLocationReference: 5 }], /Only functions of Node.js itself/],
  ['a connection of the agent', [{ name: 'keptByAgent', variablesReference: 0 }], /agent of Node.js keeps it/],
  ['a connection of fetch()', [{ name: 'openedByFetch', variablesReference: 0 }], /belongs to fetch/],
])('says why there is no code: %s', async (_what, variables, why) => {
  const code = await nodeSocketCode(row, debugging({ 1: variables }, { 5: net }));
  expect(code).toEqual({ nothing: expect.stringMatching(why) as string });
});
