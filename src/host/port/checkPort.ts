import * as vscode from 'vscode';
import type { BindVerdict, PortReport } from '../../core/checks/port/portReport';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { stateOf, tcpStates } from '../../core/tcp/states';
import { actorStyle } from '../../protocol/actorStyle';
import { withoutIcons } from '../markdown';
import { endpointsText, endpointText } from '../tree/endpointText';
import { countText } from '../tree/quantityText';
import { bindLabel, bindReason, headline, holderDetail } from './portWords';

/** What the answer is made of, and what choosing a line does. */
export interface PortChecker {
  inspectPort(port: number): Promise<PortReport>;
  showInDiagram(ids: readonly string[]): void;
  showPort(port: number): void;
}

interface PortItem extends vscode.QuickPickItem {
  choose?: () => void;
}

/** Asks for a port, or takes the number that is selected in the editor, and shows who holds it. */
export async function checkPort(checker: PortChecker, given?: number): Promise<void> {
  const port = given ?? (await askForPort());
  if (port === undefined) {
    return;
  }
  const report = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Checking port {0}', port) },
    () => checker.inspectPort(port),
  );
  const chosen = await vscode.window.showQuickPick(itemsOf(report, checker), {
    title: headline(report),
    placeHolder: vscode.l10n.t('Choose a connection to see it in the diagram'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  chosen?.choose?.();
}

async function askForPort(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Check Port'),
    prompt: vscode.l10n.t('Which local port?'),
    value: selectedNumber() ?? '',
    validateInput: value =>
      asPort(value) === undefined ? vscode.l10n.t('A port is a number from 1 to 65535, such as 3000.') : undefined,
  });
  return text === undefined ? undefined : asPort(text);
}

function selectedNumber(): string | undefined {
  const editor = vscode.window.activeTextEditor;
  const text = editor?.document.getText(editor.selection) ?? '';
  return asPort(text) === undefined ? undefined : text.trim();
}

function asPort(text: string): number | undefined {
  const port = /^\s*\d{1,5}\s*$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function itemsOf(report: PortReport, checker: PortChecker): PortItem[] {
  const { port, listeners, bound, connections, connectionTotal, bindable } = report;
  const toItem = (row: BrowsedRow) => rowItem(row, () => checker.showInDiagram([row.id]));
  const toHolder = (row: BrowsedRow): PortItem => ({ ...toItem(row), detail: withoutIcons(holderDetail(row)) });
  return [
    ...section(vscode.l10n.t('Who listens'), listeners.map(toHolder)),
    ...section(vscode.l10n.t('Bound and not listening'), bound.map(toHolder)),
    ...section(
      vscode.l10n.t('Could a server bind it now?'),
      bindable.map(verdict => verdictItem(verdict, report)),
    ),
    ...section(
      connectionTotal > connections.length
        ? vscode.l10n.t('Who is connected: the first {0} of {1}', connections.length, countText(connectionTotal))
        : vscode.l10n.t('Who is connected'),
      [...connections].sort(byLife).map(toItem),
    ),
    ...section(vscode.l10n.t('More'), [
      {
        label: `$(list-tree) ${vscode.l10n.t('Show Port {0} in the Sidebar', port)}`,
        choose: () => checker.showPort(port),
      },
    ]),
  ];
}

function section(label: string, items: readonly PortItem[]): PortItem[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

function rowItem(row: BrowsedRow, choose: () => void): PortItem {
  return {
    label: `$(${actorStyle[row.actor].icon}) ${endpointsText(row)}`,
    description: withoutIcons([row.state, ...row.processes.map(({ name, pid }) => `${name} ${pid}`)].join(' · ')),
    choose,
  };
}

const verdictIcons = { yes: 'pass', 'with-reuseaddr': 'warning', no: 'error' } as const;

function verdictItem(verdict: BindVerdict, report: PortReport): PortItem {
  const { address } = verdict;
  return {
    label: `$(${verdictIcons[verdict.verdict]}) ${endpointText({ address, port: report.port })}`,
    description: bindLabel(verdict),
    detail: withoutIcons(bindReason(verdict, report)),
  };
}

function byLife(a: BrowsedRow, b: BrowsedRow): number {
  return tcpStates.indexOf(stateOf(a.state)) - tcpStates.indexOf(stateOf(b.state));
}
