import * as vscode from 'vscode';
import { commandIds, registerCommand } from '../ids';
import { orReportFailure } from '../reportFailure';
import type { DrawOptions } from '../panel/panelControl';
import type * as body from './shareDiagram';

/** The diagram for others: a picture as a file, or Mermaid or a report in the clipboard. */
export function registerShare(services: body.ShareServices): vscode.Disposable {
  const run = (share: (loaded: typeof body) => Promise<void>) =>
    orReportFailure(services, async () => share(await import('./shareDiagram')));
  return vscode.Disposable.from(
    registerCommand(commandIds.exportSvg, (given: unknown) =>
      run(({ exportFigure }) => exportFigure('svg', asOptions(given), services)),
    ),
    registerCommand(commandIds.exportPng, (given: unknown) =>
      run(({ exportFigure }) => exportFigure('png', asOptions(given), services)),
    ),
    registerCommand(commandIds.copyMermaid, () => run(({ copyMermaid }) => copyMermaid(services))),
    registerCommand(commandIds.copyReport, (given: unknown) =>
      run(({ copyReport }) => copyReport(asOptions(given), services)),
    ),
    registerCommand(commandIds.copyReportWithoutAddresses, () =>
      run(({ copyReport }) => copyReport({ withoutAddresses: true }, services)),
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
