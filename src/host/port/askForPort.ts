import * as vscode from 'vscode';
import { formatAddress, parseAddress } from '../../core/sockets/address';

/** A port, and where on this machine a server of it is wanted if the user said that. */
export interface AskedServer {
  readonly port: number;
  /** Canonical text. */
  readonly address?: string;
}

/** Asks for a port; the number that is selected in the editor is offered. */
export function askForPort(title: string): Promise<number | undefined> {
  return ask(asPort, {
    title,
    prompt: vscode.l10n.t('Which local port?'),
    mistake: vscode.l10n.t('A port is a number from 1 to 65535, such as 3000.'),
  });
}

/** Asks for a port, or for an address and a port, of this machine. */
export function askForServer(): Promise<AskedServer | undefined> {
  return ask(asServer, {
    title: vscode.l10n.t('Check Port'),
    prompt: vscode.l10n.t('Which local port? With an address, if a server is wanted there: 192.168.1.20:3000'),
    mistake: vscode.l10n.t('A port is a number from 1 to 65535, such as 3000, 127.0.0.1:3000 or [::1]:3000.'),
  });
}

async function ask<Answer>(
  parse: (text: string) => Answer | undefined,
  { title, prompt, mistake }: { title: string; prompt: string; mistake: string },
): Promise<Answer | undefined> {
  const editor = vscode.window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection).trim() ?? '';
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    value: parse(selected) === undefined ? '' : selected,
    validateInput: value => (parse(value) === undefined ? mistake : undefined),
  });
  return text === undefined ? undefined : parse(text);
}

function asPort(text: string): number | undefined {
  const port = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** A word such as localhost stands for several addresses, and so for none. */
function asServer(text: string): AskedServer | undefined {
  const [, host, number] = /^\s*(?:(\S+):)?(\d{1,5})\s*$/.exec(text) ?? [];
  const port = asPort(number ?? '');
  if (port === undefined || host === undefined) {
    return port === undefined ? undefined : { port };
  }
  const words = parseAddress(host);
  return words && { port, address: formatAddress(Uint32Array.from(words), 0) };
}
