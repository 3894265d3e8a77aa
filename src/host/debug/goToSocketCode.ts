import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { isDebugpy, isJsDebug } from '../../core/programs/sessionFacts';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { endpointsText } from '../tree/endpointText';
import type { Place, SocketCode } from './askDebugger';
import type { DebugSessions } from './debugSessions';
import { nodeSocketCode } from './nodeSocketCode';
import { pythonSocketCode } from './pythonSocketCode';

/** Milliseconds. */
const toldForMs = 10_000;

/**
 * Asks the debugger of the program that holds a socket which of its code has to do with it, and goes there. This evaluates an
 * expression in the program: only ever at the user's request, and told.
 */
export async function goToSocketCode(row: BrowsedRow, sessions: Pick<DebugSessions, 'sessionOf'>): Promise<void> {
  const session = row.processes.map(({ pid }) => sessions.sessionOf(pid)).find(found => found !== undefined);
  if (session === undefined) {
    tell(vscode.l10n.t('No debug session of this window debugs the process that holds this socket.'));
    return;
  }
  const question = questionFor(session.type);
  if (question === undefined) {
    tell(vscode.l10n.t('Only the debuggers of Node.js and Python programs can be asked for the code of a socket.'));
    return;
  }
  const code = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: question.title },
    () => question.ask(row, session).catch((error: unknown) => error as Error),
  );
  // An answer mostly comes before VS Code shows the notification.
  vscode.window.setStatusBarMessage(question.told, toldForMs);
  if (code instanceof Error) {
    tell(vscode.l10n.t('The debugger could not find the code of this socket: {0}', code.message));
  } else if ('nothing' in code) {
    tell(code.nothing);
  } else {
    await goToOne(distinct(code.places), row, question.told);
  }
}

interface Question {
  /** Says what is evaluated. */
  title: string;
  /** The same, afterwards. */
  told: string;
  ask: (row: BrowsedRow, session: vscode.DebugSession) => Promise<SocketCode>;
}

function questionFor(sessionType: string): Question | undefined {
  if (isJsDebug(sessionType)) {
    return {
      title: vscode.l10n.t('Evaluating JavaScript in the program: which functions handle this socket?'),
      told: vscode.l10n.t('JavaScript was evaluated in the program to find this.'),
      ask: nodeSocketCode,
    };
  }
  return isDebugpy(sessionType)
    ? {
        title: vscode.l10n.t('Evaluating Python in the program: which code has to do with this socket?'),
        told: vscode.l10n.t('Python was evaluated in the program to find this.'),
        ask: pythonSocketCode,
      }
    : undefined;
}

function distinct(places: readonly Place[]): Place[] {
  const byPlace = new Map<string, Place>();
  for (const place of places) {
    const key = `${place.path}:${place.line}:${place.column}`;
    byPlace.set(key, byPlace.get(key) ?? place);
  }
  return [...byPlace.values()];
}

async function goToOne(places: readonly Place[], row: BrowsedRow, told: string): Promise<void> {
  const items = places.map(place => ({
    label: `${vscode.workspace.asRelativePath(place.path)}:${place.line}`,
    description: place.role,
    place,
  }));
  const chosen =
    items.length === 1
      ? items[0]
      : await vscode.window.showQuickPick(items, {
          title: vscode.l10n.t('Code of {0}', endpointsText(row)),
          placeHolder: told,
        });
  if (chosen === undefined) {
    return;
  }
  const { path, line, column } = chosen.place;
  if (!existsSync(path)) {
    tell(vscode.l10n.t('The program has it in {0}, line {1}, which is not on this machine.', path, line));
    return;
  }
  const position = new vscode.Position(line - 1, column - 1);
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(vscode.Uri.file(path), { selection });
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}
