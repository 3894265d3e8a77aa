import * as vscode from 'vscode';
import { mermaidDiagram } from '../../core/report/mermaid';
import { withoutAddresses as leaveOutAddresses } from '../../core/report/report';
import { commandIds, registerCommand } from '../ids';
import { orReportFailure } from '../reportFailure';
import type { DrawOptions, PanelControl, Services } from '../services';
import { countText } from '../tree/quantityText';
import { gatherReport, shownFrame } from './gatherReport';
import { reportMarkdown } from './reportMarkdown';
import { saveFigure } from './saveFigure';

type ShareServices = Pick<Services, 'monitor' | 'model' | 'log'> & { readonly panel: Pick<PanelControl, 'draw'> };

/** The diagram for others: a picture as a file, or Mermaid or a report in the clipboard. */
export function registerShare(services: ShareServices): vscode.Disposable {
  const run = (share: () => Promise<void>) => orReportFailure(services, share);
  return vscode.Disposable.from(
    registerCommand(commandIds.exportSvg, (given: unknown) =>
      run(() => exportFigure('svg', asOptions(given), services)),
    ),
    registerCommand(commandIds.exportPng, (given: unknown) =>
      run(() => exportFigure('png', asOptions(given), services)),
    ),
    registerCommand(commandIds.copyMermaid, () => run(() => copyMermaid(services))),
    registerCommand(commandIds.copyReport, (given: unknown) => run(() => copyReport(asOptions(given), services))),
    registerCommand(commandIds.copyReportWithoutAddresses, () =>
      run(() => copyReport({ withoutAddresses: true }, services)),
    ),
  );
}

/** The page's menu gives options; the palette gives nothing, and the editor's title the address of the editor. */
function asOptions(given: unknown): DrawOptions {
  return {
    withoutAddresses:
      typeof given === 'object' && given !== null && 'withoutAddresses' in given && given.withoutAddresses === true,
  };
}

async function exportFigure(
  format: 'svg' | 'png',
  options: DrawOptions,
  { model, panel }: ShareServices,
): Promise<void> {
  const { takenAt } = await shownFrame(model);
  const drawing = await panel.draw(format, options);
  await saveFigure({ format, takenAt, bytes: Buffer.from(drawing, format === 'svg' ? 'utf8' : 'base64') });
}

async function copyMermaid({ model }: ShareServices): Promise<void> {
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

async function copyReport({ withoutAddresses }: DrawOptions, services: ShareServices): Promise<void> {
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
