import * as vscode from 'vscode';
import { asStateName, tcpStates, type TcpStateName } from '../../core/tcp/states';
import { actorStyle } from '../../protocol/actorStyle';
import type { Explanation } from '../../protocol/explanation';
import type { StateCounts } from '../../protocol/monitor';
import { countText } from '../tree/quantityText';
import { actorSentence } from '../words/actorWords';

/** Where the words about a state come from. */
export interface ExplanationSource {
  load(state: TcpStateName): Promise<Explanation>;
}

interface StateItem extends vscode.QuickPickItem {
  state: TcpStateName;
}

/** The state that a command was given, or else the one that the user chooses. */
export async function stateOrPick(given: unknown, explanations: ExplanationSource): Promise<TcpStateName | undefined> {
  return asStateName(given) ?? pickState(explanations);
}

/** Lets the user choose any state; its summary stands below its name. */
async function pickState(explanations: ExplanationSource): Promise<TcpStateName | undefined> {
  const items = tcpStates.map(async ({ name, actor }): Promise<StateItem> => ({
    state: name,
    label: `$(${actorStyle[actor].icon}) ${name}`,
    detail: (await explanations.load(name)).summary,
  }));
  const chosen = await vscode.window.showQuickPick(Promise.all(items), {
    title: vscode.l10n.t('Explain State'),
    placeHolder: vscode.l10n.t('Choose a state'),
    matchOnDetail: true,
  });
  return chosen?.state;
}

/**
 * What `netstat -n | awk '/^tcp/ {++S[$NF]}'` counts, with what each state means. Most sockets first. A button copies the
 * counts as text. Answers the state that was chosen.
 */
export async function pickCountedState(counts: StateCounts): Promise<TcpStateName | undefined> {
  const counted = tcpStates
    .map(state => ({ ...state, count: counts[state.name] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const total = counted.reduce((sum, { count }) => sum + count, 0);
  const picker = vscode.window.createQuickPick<StateItem>();
  picker.title = total === 1 ? vscode.l10n.t('1 TCP socket') : vscode.l10n.t('{0} TCP sockets', countText(total));
  picker.placeholder = vscode.l10n.t('Choose a state to see its sockets');
  picker.matchOnDetail = true;
  picker.items = counted.map(({ name, actor, count }) => ({
    state: name,
    label: `$(${actorStyle[actor].icon}) ${name}`,
    description: countText(count),
    detail: actorSentence(name),
  }));
  const copy = { iconPath: new vscode.ThemeIcon('copy'), tooltip: vscode.l10n.t('Copy as Text') };
  picker.buttons = [copy];
  return new Promise(resolve => {
    picker.onDidTriggerButton(() => {
      void vscode.env.clipboard.writeText(counted.map(({ name, count }) => `${name} ${count}\n`).join(''));
      picker.hide();
    });
    picker.onDidAccept(() => {
      resolve(picker.selectedItems[0]?.state);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}
