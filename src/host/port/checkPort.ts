import * as vscode from 'vscode';
import type { BindTrial } from '../../core/checks/port/bindTrial';
import type { PortReport } from '../../core/checks/port/portReport';
import { orReportFailure } from '../reportFailure';
import type { Services } from '../services';
import { terminateProcess } from '../tree/terminateProcess';
import { commandIds } from '../ids';
import { actionsOf, type PortAction } from './portActions';
import type { PortAnswer } from './portAnswer';
import { portMarkdown } from './portMarkdown';
import { picksOf, type PortPick } from './portPicks';
import type { Starters } from './starters';

export type PortServices = Pick<Services, 'monitor' | 'model' | 'log' | 'tree'> & { readonly starters: Starters };

/** Finds out who holds a port, shows it, and does what the user chooses. */
export async function checkPort(services: PortServices, port: number, address?: string): Promise<void> {
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Checking port {0}', String(port)) },
    () => services.monitor.inspectPort(port, address),
  );
  const isElsewhere = services.monitor.namespace !== undefined;
  const starters = await startersOf(report, services.starters);
  const answer: PortAnswer = { report, isElsewhere, starters, ...(address !== undefined && { address }) };
  showAnswer(services, answer);
}

async function startersOf({ origins }: PortReport, starters: Starters): Promise<PortAnswer['starters']> {
  return new Map(
    await Promise.all(
      origins.map(
        async ({ pid, ancestors }) => [pid, await starters.find([pid, ...ancestors.map(one => one.pid)])] as const,
      ),
    ),
  );
}

function showAnswer(services: PortServices, first: PortAnswer): void {
  const pick = vscode.window.createQuickPick<PortPick>();
  let answer = first;
  pick.title = vscode.l10n.t('Who Holds Port {0}', String(first.report.port));
  pick.placeholder = vscode.l10n.t('Type to search the answer, or choose what to do');
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.items = picksOf(answer, actionsOf(answer));
  pick.onDidHide(() => pick.dispose());
  pick.onDidAccept(() => {
    const action = pick.selectedItems[0]?.action;
    if (action?.kind === 'try') {
      void tryInPlace();
    } else if (action !== undefined) {
      pick.hide();
      void orReportFailure(services, () => perform(action, answer, services));
    }
  });
  pick.show();

  async function tryInPlace(): Promise<void> {
    pick.busy = true;
    const trials = await triedBy(services, answer.report);
    pick.busy = false;
    if (trials !== undefined) {
      answer = { ...answer, trials };
      pick.value = '';
      pick.items = picksOf(answer, actionsOf(answer));
      // The verdicts are what the user waits for.
      pick.activeItems = pick.items.filter(({ verdict }) => verdict === true).slice(0, 1);
    }
  }
}

async function triedBy(
  { monitor, log }: PortServices,
  { port, bindable }: PortReport,
): Promise<readonly BindTrial[] | undefined> {
  try {
    return await monitor.tryBind(
      port,
      bindable.map(({ address }) => address),
    );
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void vscode.window.showErrorMessage(
      vscode.l10n.t('A bind could not be tried here: {0}', error instanceof Error ? error.message : String(error)),
    );
    return undefined;
  }
}

async function perform(action: PortAction, answer: PortAnswer, services: PortServices): Promise<void> {
  const { monitor, model, tree } = services;
  switch (action.kind) {
    case 'focus':
      action.terminal.show();
      return;
    case 'stop-task':
      action.execution.terminate();
      return;
    case 'stop-debugging':
      await vscode.debug.stopDebugging(action.session);
      return;
    case 'terminate':
      await terminateProcess(monitor, action.row);
      return;
    case 'copy-report':
      await vscode.env.clipboard.writeText(portMarkdown(answer));
      return;
    case 'copy-port':
      await vscode.env.clipboard.writeText(String(action.port));
      return;
    case 'diagram':
      // The answer is about now, also in a window that looks at the past.
      await model.showMoment(undefined);
      await vscode.commands.executeCommand(commandIds.showDiagram, action.sockets);
      return;
    case 'sidebar':
      await model.showMoment(undefined);
      tree.show(`localport:${answer.report.port}`);
      return;
    case 'try':
      return;
  }
}
