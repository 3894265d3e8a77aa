import * as vscode from 'vscode';
import { eventOfPlace, handlesExpression } from '../../core/programs/nodeHandles';
import { fields } from '../../core/programs/dapMessage';
import { isJsDebug } from '../../core/programs/sessionFacts';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { endpointsText } from '../tree/endpointText';
import type { DebugSessions } from './debugSessions';

/** A function of the program that has to do with a socket. */
interface Place {
  /** The event that it listens to. */
  event: string;
  path: string;
  /** From 1 on. */
  line: number;
  column: number;
}

/** A debugger that does not answer is not waited for. Milliseconds. */
const patienceMs = 5_000;

/**
 * Asks the debugger of the program that holds a socket which functions handle it, and goes there. This evaluates JavaScript
 * in the program: only ever at the user's request.
 */
export async function goToSocketCode(row: BrowsedRow, sessions: Pick<DebugSessions, 'sessionOf'>): Promise<void> {
  const session = row.processes.map(({ pid }) => sessions.sessionOf(pid)).find(found => found !== undefined);
  if (session === undefined) {
    tell(vscode.l10n.t('No debug session of this window debugs the process that holds this socket.'));
    return;
  }
  if (!isJsDebug(session.type)) {
    tell(vscode.l10n.t('Only the debugger of Node.js programs can be asked for the code of a socket.'));
    return;
  }
  const places = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Asking the debugger for the code of a socket') },
    () => placesOf(row, session).catch((error: unknown) => error as Error),
  );
  if (places instanceof Error) {
    tell(vscode.l10n.t('The debugger could not find the code of this socket: {0}', places.message));
  } else if (places.handled === 0) {
    tell(
      vscode.l10n.t(
        'The program has no handle for this socket, or none with a listener: it may be that of a worker thread, of a child process or of native code.',
      ),
    );
  } else if (places.places.length === 0) {
    tell(vscode.l10n.t('Only functions of Node.js itself handle this socket.'));
  } else {
    await goToOne(places.places, row);
  }
}

async function placesOf(row: BrowsedRow, session: vscode.DebugSession): Promise<{ handled: number; places: Place[] }> {
  const ask = async (command: string, question: object) =>
    fields(await inTime(session.customRequest(command, question)));
  const answer = await ask('evaluate', { expression: handlesExpression(row), context: 'repl' });
  const { variables } = await ask('variables', { variablesReference: answer.variablesReference });
  const functions = (Array.isArray(variables) ? variables : []).flatMap((variable: unknown) => {
    const { name, variablesReference, valueLocationReference } = fields(variable);
    const event = typeof name === 'string' ? eventOfPlace(name) : undefined;
    return event === undefined ? [] : [{ event, variablesReference, valueLocationReference }];
  });
  const places = await Promise.all(
    functions.map(async ({ event, variablesReference, valueLocationReference }) => {
      const reference = valueLocationReference ?? (await locationAmong(await ask('variables', { variablesReference })));
      return reference === undefined
        ? undefined
        : placeAt(event, await ask('locations', { locationReference: reference }));
    }),
  );
  return { handled: functions.length, places: distinct(places.filter(place => place !== undefined)) };
}

/** js-debug shows where a function stands as its property [[FunctionLocation]]. */
function locationAmong({ variables }: ReturnType<typeof fields>): unknown {
  const location: unknown = (Array.isArray(variables) ? variables : []).find(
    variable => fields(variable).name === '[[FunctionLocation]]',
  );
  return fields(location).valueLocationReference;
}

/** Undefined for a function of Node.js itself, whose path is '<node_internals>/net'. */
function placeAt(event: string, { source, line, column }: ReturnType<typeof fields>): Place | undefined {
  const { path: told } = fields(source);
  // In a remote window js-debug tells an address, whose path is one of this machine.
  const path = typeof told === 'string' && told.startsWith('vscode-remote:') ? vscode.Uri.parse(told).path : told;
  return typeof path === 'string' && /^(\/|[a-z]:\\)/i.test(path) && typeof line === 'number'
    ? { event, path, line, column: typeof column === 'number' ? column : 1 }
    : undefined;
}

function distinct(places: readonly Place[]): Place[] {
  return [...new Map(places.map(place => [`${place.path}:${place.line}:${place.column}`, place])).values()];
}

async function goToOne(places: readonly Place[], row: BrowsedRow): Promise<void> {
  const items = places.map(place => ({
    label: `${vscode.workspace.asRelativePath(place.path)}:${place.line}`,
    description: vscode.l10n.t('handles "{0}"', place.event),
    place,
  }));
  const chosen =
    items.length === 1
      ? items[0]
      : await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Code of {0}', endpointsText(row)) });
  if (chosen !== undefined) {
    const { path, line, column } = chosen.place;
    const position = new vscode.Position(line - 1, column - 1);
    const selection = new vscode.Range(position, position);
    await vscode.window.showTextDocument(vscode.Uri.file(path), { selection });
  }
}

async function inTime<Value>(answer: Thenable<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(vscode.l10n.t('it did not answer in time.'))), patienceMs);
  });
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}
