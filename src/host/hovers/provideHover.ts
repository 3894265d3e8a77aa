import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import type { Explanation } from '../../protocol/explanation';
import type { StateCounts } from '../../protocol/monitor';
import type { Settings } from '../settings';
import { withPatience } from '../withPatience';
import { stateHover } from './stateHover';
import { stateNameAt } from './stateNameAt';

export interface HoverServices {
  readonly explanations: { load(state: TcpStateName): Promise<Explanation> };
  /** How many sockets of this machine are in each state now; undefined when they have not been or cannot be read. */
  readonly counts: () => Promise<StateCounts | undefined>;
  readonly settings: Pick<Settings, 'hoverEnabled'>;
}

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
