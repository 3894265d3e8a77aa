import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { SocketProcess } from '../../core/sockets/socketRow';
import { stateOf, tcpStates, type TcpStateName } from '../../core/tcp/states';
import type { TcpSystem } from '../../core/tcp/tcpSystem';
import { actorStyle } from '../../protocol/actorStyle';
import type { Group, SourceName } from '../../protocol/monitor';
import { commandIds } from '../ids';
import { escapeMarkdown } from '../markdown';
import { actorSentence } from '../words/actorWords';
import { endpointsText } from './endpointText';
import { groupLabel } from './groupText';
import { lifetimeSentence } from './lifetimeSentence';
import { pairSentence } from './pairSentence';
import { countText } from './quantityText';
import { ageSentence, actSentence, countdownSentence, noProcessSentence, queueSentences } from './rowSentences';
import { inOneLine } from '../words/joinedTexts';

/** Command lines of Java servers run to pages. */
const longestCommand = 500;

export interface RowTooltipFacts {
  row: BrowsedRow;
  /** The other end of the connection when it is on this machine too. */
  otherEnd: BrowsedRow | undefined;
  /** What the row's state means, in one sentence. */
  summary: string;
  takenAt: number;
  source: SourceName;
  /** What durations depend on, where it is known. */
  system: TcpSystem | undefined;
}

/** What one socket is doing, why, and who must act next. */
export function rowTooltip(facts: RowTooltipFacts): vscode.MarkdownString {
  const { row, otherEnd, summary, takenAt, source, system } = facts;
  const text = emptyTooltip();
  const age = [ageSentence(row, takenAt), countdownSentence(row), lifetimeSentence(row, system)];
  addParagraphs(text, [
    `**${row.state}** ${escapeMarkdown(endpointsText(row))}`,
    summary,
    `$(${actorStyle[row.actor].icon}) ${actSentence(row)}`,
    otherEnd === undefined ? '' : `$(arrow-swap) ${escapeMarkdown(pairSentence(row, otherEnd, takenAt))}`,
    inOneLine(age),
    ...queueSentences(row, source).map(escapeMarkdown),
  ]);
  row.processes.forEach(process => addProcess(text, process));
  addParagraphs(text, [...(row.processes.length > 0 ? [] : [noProcessSentence(row) ?? '']), explainLink(row.state)]);
  return text;
}

/** What a group holds; of a state also what it means. */
export function groupTooltip(group: Group, summary: string | undefined): vscode.MarkdownString {
  const text = emptyTooltip();
  addParagraphs(text, [`**${escapeMarkdown(groupLabel(group))}**`]);
  if (summary !== undefined) {
    const state = group.key as TcpStateName;
    const { icon } = actorStyle[stateOf(state).actor];
    addParagraphs(text, [summary, `$(${icon}) ${actorSentence(state)}`, explainLink(state)]);
    return text;
  }
  if (group.process !== undefined) {
    addProcess(text, group.process);
  }
  const lines = tcpStates
    .filter(({ name }) => (group.counts[name] ?? 0) > 0)
    .map(({ name, actor }) => `$(${actorStyle[actor].icon}) ${name} ${countText(group.counts[name]!)}`);
  addParagraphs(text, [lines.join('  \n')]);
  return text;
}

function emptyTooltip(): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [commandIds.explainState] };
  return text;
}

function addParagraphs(text: vscode.MarkdownString, paragraphs: readonly string[]): void {
  text.appendMarkdown(paragraphs.filter(paragraph => paragraph !== '').join('\n\n') + '\n\n');
}

function addProcess(text: vscode.MarkdownString, { name, pid, command }: SocketProcess): void {
  addParagraphs(text, [`$(server-process) **${escapeMarkdown(name)}** ${pid}`]);
  if (command !== undefined && command !== '') {
    text.appendCodeblock(command.length > longestCommand ? `${command.slice(0, longestCommand)}…` : command, 'shell');
  }
}

function explainLink(state: TcpStateName): string {
  const title = vscode.l10n.t('Explain {0}', state);
  return `[${title}](command:${commandIds.explainState}?${encodeURIComponent(JSON.stringify([state]))})`;
}
