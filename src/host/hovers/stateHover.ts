import * as vscode from 'vscode';

import { stateOf, type TcpStateName } from '../../core/tcp/states';
import { actorStyle } from '../../protocol/actorStyle';
import type { Explanation, ExplanationHeading } from '../../protocol/explanation';
import { actorTexts } from '../words/actorWords';

/** The commands that a hover may run, and no other; each takes a state's name. */
const commands = { showDiagram: 'socketscope.showDiagram', filterByState: 'socketscope.filterByState' } as const;

/** What a hover tells about a state: its meaning, who must act, how long it lasts, how many there are now, and where to see them. */
export function stateHover(explanation: Explanation, count: number | undefined): vscode.MarkdownString {
  const { state, summary } = explanation;
  const { actor } = stateOf(state);
  const markdown = new vscode.MarkdownString('', true);
  markdown.isTrusted = { enabledCommands: Object.values(commands) };
  const paragraphs = [
    `**${state}**`,
    summary,
    `$(${actorStyle[actor].icon}) ${actorTexts()[actor]}`,
    ...labelled(explanation, 'what-is-awaited'),
    ...labelled(explanation, 'how-long'),
    ...(count === undefined ? [] : [countSentence(count)]),
    links(state),
  ];
  return markdown.appendMarkdown(paragraphs.join('\n\n'));
}

function labelled({ sections }: Explanation, heading: ExplanationHeading): string[] {
  return sections
    .filter(section => section.heading === heading)
    .map(({ title, markdown }) => `**${title}** ${markdown}`);
}

function countSentence(count: number): string {
  switch (count) {
    case 0:
      return vscode.l10n.t('No socket of this machine is in this state now.');
    case 1:
      return vscode.l10n.t('1 socket of this machine is in this state now.');
    default:
      return vscode.l10n.t(
        '{0} sockets of this machine are in this state now.',
        count.toLocaleString(vscode.env.language),
      );
  }
}

function links(state: TcpStateName): string {
  return [
    link(vscode.l10n.t('Show in the state diagram'), commands.showDiagram, state),
    link(vscode.l10n.t('Show the sockets in this state'), commands.filterByState, state),
  ].join(' · ');
}

function link(label: string, command: string, state: TcpStateName): string {
  return `[${label}](command:${command}?${encodeURIComponent(JSON.stringify([state]))})`;
}
