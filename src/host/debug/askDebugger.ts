import * as vscode from 'vscode';
import { fields } from '../../core/programs/dapMessage';

/** A debugger that does not answer is not waited for. Milliseconds. */
const patienceMs = 5_000;

/** A place in the program that has to do with a socket. */
export interface Place {
  /** Absolute, of this machine. */
  readonly path: string;
  /** From 1 on. */
  readonly line: number;
  readonly column: number;
  /** What it has to do with the socket. */
  readonly role: string;
}

/** What a debugger told of a socket: places, or why there are none. */
export type SocketCode = { readonly places: readonly Place[] } | { readonly nothing: string };

/** Asks a debug adapter; the properties of the answer. */
export async function ask(session: vscode.DebugSession, command: string, question: object) {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(vscode.l10n.t('it did not answer in time.'))), patienceMs);
  });
  try {
    return fields(await Promise.race([session.customRequest(command, question), tooLate]));
  } finally {
    clearTimeout(timer);
  }
}
