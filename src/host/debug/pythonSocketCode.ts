import * as vscode from 'vscode';
import { answerIn, socketsExpression, type PythonPlace } from '../../core/programs/pythonSockets';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { ask, type SocketCode } from './askDebugger';

/**
 * Asks debugpy for the lines of a Python program that have to do with a socket. Evaluates Python in it, by a thread of the
 * debugger's own: it needs no frame, and answers while the program runs and while it stands still.
 */
export async function pythonSocketCode(row: BrowsedRow, session: vscode.DebugSession): Promise<SocketCode> {
  const { sockets, places } = await answerTo(socketsExpression(row), session);
  if (places.length > 0) {
    return { places: places.map(place => ({ ...place, column: 1, role: roleOf(place) })) };
  }
  return {
    nothing:
      sockets === 0
        ? vscode.l10n.t(
            'No socket object of the program has these addresses: native code may hold it, or a thread that Python does not know.',
          )
        : vscode.l10n.t('The program has this socket, but only Python itself and the debugger are at work on it.'),
  };
}

/** The answer comes as an error, always. */
async function answerTo(expression: string, session: vscode.DebugSession) {
  const message = await ask(session, 'evaluate', { expression, context: 'repl' }).then(
    ({ result }) => String(result),
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const answer = answerIn(message);
  if (answer === undefined) {
    // The last line of a traceback says what went wrong.
    throw new Error(message.trim().split('\n').at(-1));
  }
  return answer;
}

function roleOf({ how, name }: PythonPlace): string {
  switch (how) {
    case 'thread':
      return vscode.l10n.t('the thread {0} is here', name);
    case 'coroutine':
      return vscode.l10n.t('the coroutine {0} waits here', name);
    case 'handler':
    case 'protocol':
    case 'callback':
      return vscode.l10n.t('{0} handles it', name);
    case 'factory':
      return vscode.l10n.t('{0} is called for each connection', name);
    case 'creation':
      return vscode.l10n.t('was created here');
    case 'use':
      return vscode.l10n.t('uses {0}, which keeps it', name);
  }
}
