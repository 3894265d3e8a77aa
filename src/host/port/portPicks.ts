import * as vscode from 'vscode';
import type { BindVerdict } from '../../core/checks/port/portReport';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { stateOf, tcpStates } from '../../core/tcp/states';
import { actorStyle } from '../../protocol/actorStyle';
import { withoutIcons } from '../markdown';
import { endpointsText, endpointText } from '../tree/endpointText';
import { countText } from '../tree/quantityText';
import type { EvidenceLine } from './evidenceLine';
import { evidenceLine } from './evidenceWords';
import { originLines } from './originWords';
import type { PortAction } from './portActions';
import type { PortAnswer } from './portAnswer';
import { bindLabel, bindReason, bindSummary, headline } from './portWords';
import { disagreement, trialSentence } from './trialWords';
import { inOneLine, labelled } from '../words/joinedTexts';

/** A line of the quick pick; one without an action stays when it is chosen. */
export interface PortPick extends vscode.QuickPickItem {
  action?: PortAction;
  /** It answers for one address. */
  verdict?: boolean;
}

/** The answer first, then what it rests on, then what can be done. */
export function picksOf(answer: PortAnswer, actions: readonly PortAction[]): PortPick[] {
  const { report } = answer;
  const { connections, connectionTotal, bindable } = report;
  const first = headline(answer);
  return [
    {
      label: `$(${answerIcon(answer)}) ${withoutIcons(first.answer)}`,
      description: bindSummary(answer),
      ...(first.origin !== '' && { detail: withoutIcons(first.origin) }),
    },
    ...section(vscode.l10n.t('How that is known'), evidenceOf(answer).map(toPick)),
    ...section(vscode.l10n.t('What you can do'), actions.map(actionPick)),
    ...section(
      vscode.l10n.t('Could a server bind it now?'),
      bindable.map(verdict => verdictPick(verdict, answer)),
    ),
    ...section(
      connectionTotal > connections.length
        ? vscode.l10n.t('Who is connected: the first {0} of {1}', connections.length, countText(connectionTotal))
        : vscode.l10n.t('Who is connected'),
      [...connections].sort(byLife).map(connectionPick),
    ),
  ];
}

/** What was found out of the port, and of the processes that hold it. */
export function evidenceOf({ report, starters }: PortAnswer): EvidenceLine[] {
  const told = new Set<string>();
  // Of two programs that were started in one place, that place is told once.
  const origins = report.origins
    .flatMap(origin => originLines(origin, starters.get(origin.pid) ?? []))
    .filter(({ text }) => !told.has(text) && told.add(text));
  return [...report.evidence.map(evidence => evidenceLine(evidence, report)), ...origins];
}

export function confidenceLabel(confidence: EvidenceLine['confidence']): string {
  return confidence === 'measured' ? vscode.l10n.t('measured') : vscode.l10n.t('inferred');
}

/** Of a verdict: the rules' answer, and the kernel's own once it was asked. */
export function verdictWords(verdict: BindVerdict, { report, trials }: PortAnswer) {
  const trial = trials?.find(({ address }) => address === verdict.address);
  return {
    where: endpointText({ address: verdict.address, port: report.port }),
    label: bindLabel(verdict),
    confidence: trial === undefined ? ('inferred' as const) : ('measured' as const),
    reasons: [
      ...(trial === undefined ? [] : [trialSentence(trial), disagreement(verdict, trial)]),
      bindReason(verdict, report),
    ].filter(text => text !== undefined),
  };
}

function answerIcon({ report: { listeners, bound, connectionTotal } }: PortAnswer): string {
  if (listeners.length > 0) {
    return 'radio-tower';
  }
  return bound.length > 0 ? 'lock' : connectionTotal > 0 ? 'history' : 'pass';
}

function section(label: string, items: readonly PortPick[]): PortPick[] {
  return items.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...items];
}

const confidenceIcons = { measured: 'eye', inferred: 'lightbulb' } as const;

function toPick({ icon, text, detail, confidence }: EvidenceLine): PortPick {
  return {
    label: `$(${icon}) ${withoutIcons(text)}`,
    description: `$(${confidenceIcons[confidence]}) ${confidenceLabel(confidence)}`,
    ...(detail !== undefined && { detail: withoutIcons(detail) }),
  };
}

function actionPick(action: PortAction): PortPick {
  return { label: `$(${action.icon}) ${withoutIcons(action.label)}`, action };
}

const verdictIcons = { yes: 'pass', 'with-reuseaddr': 'warning', 'with-reuseport': 'warning', no: 'error' } as const;

function verdictPick(verdict: BindVerdict, answer: PortAnswer): PortPick {
  const { where, label, confidence, reasons } = verdictWords(verdict, answer);
  return {
    label: `$(${verdictIcons[verdict.verdict]}) ${labelled(where, label)}`,
    description: `$(${confidenceIcons[confidence]}) ${confidenceLabel(confidence)}`,
    detail: withoutIcons(inOneLine(reasons)),
    verdict: true,
  };
}

function connectionPick(row: BrowsedRow): PortPick {
  return {
    label: `$(${actorStyle[row.actor].icon}) ${endpointsText(row)}`,
    description: withoutIcons([row.state, ...row.processes.map(({ name, pid }) => `${name} ${pid}`)].join(' · ')),
    action: { kind: 'diagram', icon: '', label: '', sockets: [row.id] },
  };
}

function byLife(a: BrowsedRow, b: BrowsedRow): number {
  return tcpStates.indexOf(stateOf(a.state)) - tcpStates.indexOf(stateOf(b.state));
}
