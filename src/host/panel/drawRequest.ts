import * as vscode from 'vscode';
import { Letters } from '../../core/report/letters';
import { letteredRow } from '../../core/report/report';
import type { Trace } from '../../protocol/monitor';
import type { DrawRequest, PanelPicture } from '../../protocol/panel';
import type { DrawOptions } from './panelControl';
import { checkNames } from '../words/checkNames';
import { countText } from '../tree/quantityText';

/** What the page is told to draw for a file, with the words below the figure. */
export function drawRequest(
  format: DrawRequest['format'],
  picture: PanelPicture,
  { withoutAddresses }: DrawOptions,
): DrawRequest {
  const { machine, frame } = picture;
  const facts = [
    ...(withoutAddresses ? [] : [machine]),
    ...(frame === undefined
      ? []
      : [
          momentText(frame.takenAt),
          frame.total === 1 ? vscode.l10n.t('1 socket') : vscode.l10n.t('{0} sockets', countText(frame.total)),
        ]),
  ];
  return {
    format,
    picture: withoutAddresses ? lettered(picture) : picture,
    footer: facts.join(' · '),
  };
}

function lettered(picture: PanelPicture): PanelPicture {
  const letters = new Letters();
  return {
    ...picture,
    machine: '',
    ...(picture.findings && {
      findings: picture.findings.map(finding => ({ ...finding, title: checkNames()[finding.code] })),
    }),
    selected: picture.selected.map(trace => letteredTrace(trace, letters)),
  };
}

/** The other end is drawn too. */
function letteredTrace({ row, other, ...trace }: Trace, letters: Letters): Trace {
  return {
    ...trace,
    ...(row && { row: letteredRow(row, letters) }),
    ...(other && { other: letteredTrace(other, letters) }),
  };
}

/** With the time zone: who looks at the picture may be in another one. */
function momentText(at: number): string {
  return new Intl.DateTimeFormat(vscode.env.language, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(at);
}
