import * as vscode from 'vscode';
import { sourceKindOf } from '../../core/mentions/sourceKind';
import { commandIds, registerCommand } from '../ids';
import { Late } from '../late';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';
import { settings } from '../settings';
import type { MentionLink } from './terminalLinks';

type MentionServices = Pick<Services, 'extensionUri' | 'model' | 'monitor' | 'log' | 'scopes'>;

/** Documents that people write; the old side of a comparison and the output are none. */
const written: vscode.DocumentSelector = ['file', 'untitled', 'vscode-remote', 'vscode-vfs', 'memfs'].map(scheme => ({
  scheme,
}));

/** Ports in code, errors and states in terminals: what leads from a text to the sockets. Loaded when the first text has any. */
export function registerMentions(services: MentionServices): vscode.Disposable {
  const { extensionUri } = services;
  const lensesChanged = new vscode.EventEmitter<void>();
  const body = new Late(async () => {
    const [{ DocumentPorts }, { PortLenses }] = await Promise.all([import('./documentPorts'), import('./portLenses')]);
    const ports = new DocumentPorts();
    const lenses = new PortLenses({ ...services, settings, ports });
    const tellsChanges = lenses.onDidChange(() => lensesChanged.fire());
    return { ports, lenses, dispose: () => vscode.Disposable.from(ports, lenses, tellsChanges).dispose() as unknown };
  });
  return vscode.Disposable.from(
    lensesChanged,
    body,
    vscode.languages.registerCodeLensProvider(written, {
      onDidChangeCodeLenses: lensesChanged.event,
      provideCodeLenses: async document => {
        if (sourceKindOf(document.languageId, document.uri.path) === undefined) {
          return [];
        }
        return (await body.load()).lenses.lensesOf(document);
      },
    }),
    vscode.languages.registerHoverProvider(
      { scheme: '*' },
      {
        provideHover: async (document, position) => {
          // A port has two digits in a row, or a colon before it; most words have neither.
          if (!settings.hoverEnabled.valueIn(document) || !/\d/.test(wordsAround(document, position))) {
            return undefined;
          }
          const [{ ports }, { portHover }] = await Promise.all([body.load(), import('./portHover')]);
          return portHover({ ...services, ports }, document, position);
        },
      },
    ),
    vscode.window.registerTerminalLinkProvider(terminalLinks(extensionUri)),
    registerCommand(commandIds.explainSelectedOutput, () =>
      orReportFailure(services, async () => (await import('./explainOutput')).explainOutput(extensionUri)),
    ),
  );
}

function terminalLinks(extensionUri: vscode.Uri): vscode.TerminalLinkProvider<MentionLink> {
  return {
    provideTerminalLinks: async ({ line }) =>
      settings.terminalLinksEnabled.value ? (await import('./terminalLinks')).linksIn(line) : [],
    handleTerminalLink: async ({ action }) => (await import('./followMention')).followMention(extensionUri, action),
  };
}

function wordsAround(document: vscode.TextDocument, { line, character }: vscode.Position): string {
  return document.lineAt(line).text.slice(Math.max(0, character - 60), character + 60);
}
