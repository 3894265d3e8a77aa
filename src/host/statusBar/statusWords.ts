import * as vscode from 'vscode';
import type { Finding } from '../../core/checks/finding';
import { stateOf, tcpStates } from '../../core/tcp/states';
import { severityIcons } from '../checks/severityIcons';
import { actorStyle } from '../../protocol/actorStyle';
import type { Frame } from '../../protocol/monitor';
import type { Moment } from '../../protocol/recording';
import { commandIds, viewIds } from '../ids';
import { escapeMarkdown, withoutIcons } from '../markdown';
import { countText } from '../tree/quantityText';
import { actorSentence } from '../words/actorWords';
import { severityText } from '../words/findingNames';
import { findingLabel } from '../words/findingLabels';
import { findingTitle } from '../words/findingTitles';
import { inOneLine, labelled } from '../words/joinedTexts';
import { momentText } from '../words/momentWords';
import { namespaceName } from '../words/namespaceWords';
import type { StatusFace, StatusSource } from './statusFace';

const showChecks = `${viewIds.checks}.focus`;
/** Findings that the tooltip names at most. */
const mostProblems = 5;

/** What the item says of a frame, and of what the checks found in it that the user wants to know. */
export function statusFace(frame: Frame, found: readonly Finding[], source: StatusSource): StatusFace {
  const problems = found.filter(({ severity }) => severity !== 'info');
  const past = source.moment && pastText(source.moment, source.machine);
  const other = namespaceText(source);
  return {
    text: [shortText(frame, source.moment, problems), ...(other ? [other.short] : [])].join(' · '),
    tooltip: longText(frame, past, problems).appendMarkdown(other ? `\n\n${escapeMarkdown(other.long)}` : ''),
    spoken: inOneLine([past, other?.long, spokenText(frame, problems)]),
    command:
      problems.length > 0
        ? { command: showChecks, title: vscode.l10n.t('Show Checks') }
        : { command: `${viewIds.sockets}.focus`, title: vscode.l10n.t('Show TCP Sockets') },
  };
}

function shortText({ total, worst, paused }: Frame, moment: Moment | undefined, [first]: readonly Finding[]): string {
  const icon = paused
    ? 'debug-pause'
    : (iconOf(first) ?? (worst ? actorStyle[stateOf(worst.state).actor].icon : 'plug'));
  const trouble = first ? findingLabel(first) : worst && `${countText(worst.count)} ${worst.state}`;
  const parts = [moment && momentText(moment.at, Date.now()), countText(total), trouble];
  return `$(${moment ? 'history' : icon}) ${parts.filter(part => part !== undefined).join(' · ')}`;
}

function iconOf(finding: Finding | undefined): string | undefined {
  return finding && severityIcons[finding.severity].icon;
}

/** Which moment of which machine it is. */
function pastText({ at }: Moment, machine: string): string {
  return vscode.l10n.t('This is {0}, as it was at {1}.', machine, momentText(at, Date.now()));
}

/** Whose sockets they are, where that is another network namespace than the window's own. */
function namespaceText({ namespace, machine }: StatusSource): { short: string; long: string } | undefined {
  return (
    namespace && {
      short: withoutIcons(namespaceName(namespace)),
      long: vscode.l10n.t('These are the sockets of {0}.', machine),
    }
  );
}

function spokenText({ total, worst }: Frame, [first]: readonly Finding[]): string {
  if (first !== undefined) {
    return vscode.l10n.t(
      '{0} TCP sockets. {1}: {2}',
      countText(total),
      severityText(first.severity),
      findingTitle(first),
    );
  }
  return worst === undefined
    ? vscode.l10n.t('{0} TCP sockets.', countText(total))
    : vscode.l10n.t(
        '{0} TCP sockets. {1} in {2}. {3}',
        countText(total),
        countText(worst.count),
        worst.state,
        actorSentence(worst.state),
      );
}

/** Counts by state, who must act for the worst, and what the reading costs or which moment of the past it is. */
function longText(
  { counts, worst, cost, source }: Frame,
  past: string | undefined,
  problems: readonly Finding[],
): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [commandIds.showDiagram, commandIds.backToLive, showChecks] };
  if (past !== undefined) {
    text.appendMarkdown(`$(history) ${escapeMarkdown(past)}\n\n`);
  }
  for (const finding of problems.slice(0, mostProblems)) {
    text.appendMarkdown(`$(${severityIcons[finding.severity].icon}) ${escapeMarkdown(findingTitle(finding))}\n\n`);
  }
  if (problems.length > mostProblems) {
    text.appendMarkdown(`${vscode.l10n.t('and {0} more', countText(problems.length - mostProblems))}\n\n`);
  }
  if (worst !== undefined) {
    text.appendMarkdown(`${labelled(`**${countText(worst.count)} ${worst.state}**`, actorSentence(worst.state))}\n\n`);
  }
  const rows = tcpStates
    .filter(({ name }) => counts[name] !== undefined)
    .map(({ name, actor }) => `|$(${actorStyle[actor].icon})|${name}|${countText(counts[name]!)}|`);
  text.appendMarkdown(`||||\n|---|---|--:|\n${rows.join('\n')}\n\n`);
  if (past === undefined) {
    text.appendMarkdown(
      `${vscode.l10n.t('A reading takes {0} ms of one core every {1} s ({2} %, source {3}).', cost.totalMs.toFixed(1), (cost.nextDelayMs / 1_000).toFixed(1), (cost.load * 100).toFixed(1), source)}\n\n`,
    );
  }
  const links = [
    ...(past === undefined ? [] : [`[${vscode.l10n.t('Back to Live')}](command:${commandIds.backToLive})`]),
    ...(problems.length > 0 ? [`[${vscode.l10n.t('Show Checks')}](command:${showChecks})`] : []),
    `[${vscode.l10n.t('Show State Diagram')}](command:${commandIds.showDiagram})`,
  ];
  text.appendMarkdown(links.join(' · '));
  return text;
}
