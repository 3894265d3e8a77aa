import * as vscode from 'vscode';
import type { ScenarioId } from '../../core/tcp/scenarios/scenario';
import type { ScenarioText } from '../../protocol/scenarioText';

/** Lets the user choose a scenario; its summary stands below its title. */
export async function pickScenario(texts: readonly ScenarioText[]): Promise<ScenarioId | undefined> {
  const items = texts.map(({ scenario, title, summary, steps }) => ({
    scenario,
    label: title,
    description: vscode.l10n.t('{0} steps', steps.length),
    detail: summary.replaceAll('`', ''),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Learn a TCP Scenario'),
    placeHolder: vscode.l10n.t('Choose a scenario'),
    matchOnDetail: true,
  });
  return chosen?.scenario;
}
