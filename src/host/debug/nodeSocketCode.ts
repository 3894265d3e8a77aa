import * as vscode from 'vscode';
import { fields } from '../../core/programs/dapMessage';
import { eventOfPlace, handlesExpression, reasonOf } from '../../core/programs/nodeHandles';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { ask, type Place, type SocketCode } from './askDebugger';

/** Asks js-debug for the functions that handle a socket of a Node.js program. Evaluates JavaScript in it. */
export async function nodeSocketCode(row: BrowsedRow, session: vscode.DebugSession): Promise<SocketCode> {
  const answer = await ask(session, 'evaluate', { expression: handlesExpression(row), context: 'repl' });
  const variables = variablesIn(await ask(session, 'variables', { variablesReference: answer.variablesReference }));
  const functions = variables.flatMap(({ name, ...rest }) => {
    const event = eventOfPlace(name);
    return event === undefined ? [] : [{ event, ...rest }];
  });
  const places = await Promise.all(
    functions.map(async ({ event, variablesReference, valueLocationReference }) => {
      const reference = valueLocationReference ?? (await locationOf(session, variablesReference));
      return reference === undefined
        ? undefined
        : placeAt(event, await ask(session, 'locations', { locationReference: reference }));
    }),
  );
  const known = places.filter(place => place !== undefined);
  const reason = variables.map(({ name }) => reasonOf(name)).find(found => found !== undefined);
  return known.length > 0 ? { places: known } : { nothing: whyNothing(functions.length > 0, reason) };
}

function whyNothing(isHandled: boolean, reason: ReturnType<typeof reasonOf>): string {
  switch (reason) {
    case 'keptByAgent':
      return vscode.l10n.t(
        'No request uses this connection: the agent of Node.js keeps it for the next one. Node.js does not remember which code opened it.',
      );
    case 'openedByFetch':
      return vscode.l10n.t(
        'This connection belongs to fetch(), which shares it among requests. Node.js does not remember which code opened it.',
      );
    case undefined:
      return isHandled
        ? vscode.l10n.t('Only functions of Node.js itself handle this socket.')
        : vscode.l10n.t(
            'The program has no active handle for this socket, or none with a listener: it may be that of a worker thread, of a child process or of native code, or kept by an http.Agent for the next request.',
          );
  }
}

/** js-debug shows where a function stands as its property [[FunctionLocation]]; what `bind` made has it from its target. */
async function locationOf(session: vscode.DebugSession, variablesReference: unknown, depth = 0): Promise<unknown> {
  const variables = variablesIn(await ask(session, 'variables', { variablesReference }));
  const named = (name: string) => variables.find(variable => variable.name === name);
  const target = named('[[TargetFunction]]');
  return (
    named('[[FunctionLocation]]')?.valueLocationReference ??
    target?.valueLocationReference ??
    (target === undefined || depth > 3 ? undefined : locationOf(session, target.variablesReference, depth + 1))
  );
}

function variablesIn({ variables }: ReturnType<typeof fields>) {
  return (Array.isArray(variables) ? variables : []).map((variable: unknown) => {
    const { name, variablesReference, valueLocationReference } = fields(variable);
    return { name: typeof name === 'string' ? name : '', variablesReference, valueLocationReference };
  });
}

/** Undefined for a function of Node.js itself, whose path is '<node_internals>/net'. */
function placeAt(event: string, { source, line, column }: ReturnType<typeof fields>): Place | undefined {
  const { path: told } = fields(source);
  // In a remote window js-debug tells an address, whose path is one of this machine.
  const path = typeof told === 'string' && told.startsWith('vscode-remote:') ? vscode.Uri.parse(told).path : told;
  return typeof path === 'string' && /^(\/|[a-z]:\\)/i.test(path) && typeof line === 'number'
    ? { path, line, column: typeof column === 'number' ? column : 1, role: vscode.l10n.t('handles "{0}"', event) }
    : undefined;
}
