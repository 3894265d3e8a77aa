import * as vscode from 'vscode';
import { mermaidDiagram } from '../../core/report/mermaid';
import { withoutAddresses as leaveOutAddresses } from '../../core/report/report';
import type { DrawOptions, PanelControl } from '../panel/panelControl';
import type { Services } from '../services';
import { countText } from '../tree/quantityText';
import { gatherReport, shownFrame } from './gatherReport';
import { reportMarkdown } from './reportMarkdown';
import { saveFigure } from './saveFigure';

export type ShareServices = Pick<Services, 'monitor' | 'model' | 'log'> & {
  readonly panel: PanelControl;
};

/** Draws the whole diagram and offers to save it. */
export async function exportFigure(
  format: 'svg' | 'png',
  options: DrawOptions,
  { model, panel }: ShareServices,
): Promise<void> {
  const { takenAt } = await shownFrame(model);
  const drawing = await (await panel.load()).draw(format, options);
  await saveFigure({ format, takenAt, bytes: Buffer.from(drawing, format === 'svg' ? 'utf8' : 'base64') });
}

/** The counts and the last minute as a stateDiagram of Mermaid, into the clipboard. */
export async function copyMermaid({ model }: ShareServices): Promise<void> {
  const { takenAt, total, counts, transitions } = await shownFrame(model);
  const text = mermaidDiagram(
    { counts, transitions },
    {
      withFigure5: true,
      title: vscode.l10n.t(
        'TCP sockets in each state, {0} in all, {1}',
        String(total),
        new Date(takenAt).toISOString(),
      ),
      labelOf: lastMinute => vscode.l10n.t('{0} in the last minute', countText(lastMinute)),
    },
  );
  await vscode.env.clipboard.writeText(text);
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The diagram is in the clipboard as Mermaid text: paste it into a block marked mermaid.'),
  );
}

/** A report in Markdown into the clipboard; says when it holds addresses and offers one without. */
export async function copyReport({ withoutAddresses }: DrawOptions, services: ShareServices): Promise<void> {
  const report = await gatherReport(services);
  const copy = async (leaveOut: boolean) =>
    vscode.env.clipboard.writeText(reportMarkdown(leaveOut ? leaveOutAddresses(report) : report));
  await copy(withoutAddresses);
  if (withoutAddresses) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The report is in the clipboard, with letters for addresses.'),
    );
    return;
  }
  const again = vscode.l10n.t('Copy Without Addresses');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('The report is in the clipboard. It names this machine, addresses and command lines.'),
    again,
  );
  if (answer === again) {
    await copy(true);
  }
}
