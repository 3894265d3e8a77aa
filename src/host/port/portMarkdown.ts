import * as vscode from 'vscode';
import { plainText } from '../share/markdownParts';
import { endpointsText } from '../tree/endpointText';
import type { PortAnswer } from './portAnswer';
import { confidenceLabel, evidenceOf, verdictWords } from './portPicks';
import { headline } from './portWords';
import { inOneLine, labelled, listed } from '../words/joinedTexts';

/** The whole answer as Markdown, for an issue or a colleague. */
export function portMarkdown(answer: PortAnswer): string {
  const { report } = answer;
  const { answer: who, origin } = headline(answer);
  const lines = [
    `## ${plainText(vscode.l10n.t('Port {0}', String(report.port)))}`,
    '',
    vscode.l10n.t({
      message: '{0}.',
      args: [plainText(listed([who, origin].filter(part => part !== '')))],
      comment: ['A sentence.'],
    }),
    '',
    ...evidenceOf(answer).map(({ text, detail, confidence }) => item(text, confidence, detail)),
    '',
    `### ${vscode.l10n.t('Could a server bind it now?')}`,
    '',
    ...report.bindable.map(verdict => {
      const { where, label, confidence, reasons } = verdictWords(verdict, answer);
      return item(labelled(where, label), confidence, inOneLine(reasons));
    }),
  ];
  const connected = report.connections.map(row => `- ${plainText(`${endpointsText(row)} ${row.state}`)}`);
  return [
    ...lines,
    ...(connected.length === 0 ? [] : ['', `### ${vscode.l10n.t('Who is connected')}`, '', ...connected]),
    '',
  ].join('\n');
}

function item(text: string, confidence: 'measured' | 'inferred', detail = ''): string {
  const sentence = vscode.l10n.t({
    message: '{0} ({1}).',
    args: [plainText(text), `*${confidenceLabel(confidence)}*`],
    comment: ['{1} is "measured" or "inferred".'],
  });
  return `- ${inOneLine([sentence, plainText(detail)])}`;
}
