import * as vscode from 'vscode';
import { withPatience } from '../withPatience';
import type { HoverServices } from './registerHovers';
import { stateHover } from './stateHover';
import { stateNameAt } from './stateNameAt';

/** How long a hover waits for the number of sockets before it shows without; nobody waits for a hover. */
const patienceMs = 300;

/** Explains the state whose name is at a place of a document, if there is one. */
export async function provideHover(
  { explanations, counts, settings }: HoverServices,
  document: vscode.TextDocument,
  position: vscode.Position,
  token: vscode.CancellationToken,
): Promise<vscode.Hover | undefined> {
  const found = stateNameAt(document.lineAt(position.line).text, position.character);
  if (found === undefined || !settings.hoverEnabled.valueIn(document)) {
    return undefined;
  }
  const [explanation, known] = await Promise.all([explanations.load(found.state), withPatience(counts(), patienceMs)]);
  if (token.isCancellationRequested) {
    return undefined;
  }
  const range = new vscode.Range(position.line, found.start, position.line, found.end);
  return new vscode.Hover(stateHover(explanation, known && (known[found.state] ?? 0)), range);
}
