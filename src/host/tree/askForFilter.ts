import * as vscode from 'vscode';
import { parseQuery } from '../../core/sockets/parseQuery';
import { queryErrorText } from '../words/queryErrorText';
import type { Arrangement } from './arrangement';

/** Says what is wrong while the user types, and selects the first wrong word on Enter. */
export async function askForFilter(arrangement: Arrangement): Promise<void> {
  const input = vscode.window.createInputBox();
  input.title = vscode.l10n.t('Filter Sockets');
  input.placeholder = 'state:close-wait port:3000 process:node addr:10.0.0.0/8 age:>60s -loopback';
  input.prompt = vscode.l10n.t('Every word must hold; a minus turns a word around. Empty shows all.');
  // What the diagram's selection adds is shown too: whatever hides a socket can be seen and taken away here.
  input.value = arrangement.query;
  await new Promise<void>(resolve => {
    input.onDidChangeValue(value => {
      const result = parseQuery(value);
      input.validationMessage = result.ok ? undefined : queryErrorText(result.errors[0]!);
    });
    input.onDidAccept(() => {
      const result = parseQuery(input.value);
      if (result.ok) {
        arrangement.setState(undefined);
        arrangement.setFilter(input.value);
        input.hide();
      } else {
        const { start, end } = result.errors[0]!;
        input.valueSelection = [start, end];
      }
    });
    input.onDidHide(() => resolve());
    input.show();
  });
  input.dispose();
}
