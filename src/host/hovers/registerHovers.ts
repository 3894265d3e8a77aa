import * as vscode from 'vscode';
import type { HoverServices } from './provideHover';

/** Explains state names under the pointer, in files, output, logs and whatever else is text. */
export function registerHovers(services: HoverServices): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { scheme: '*' },
    {
      provideHover: async (document, position, token) =>
        (await import('./provideHover')).provideHover(services, document, position, token),
    },
  );
}
