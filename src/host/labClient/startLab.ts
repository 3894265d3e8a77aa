import * as vscode from 'vscode';
import { exhibitGroups, exhibitIds, type ExhibitGroup, type ExhibitId } from '../../protocol/lab';
import { commandIds } from '../ids';
import { exhibitWords, groupTitles } from './exhibitWords';
import type { LabClient } from './labClient';
import { inOneLine, listed } from '../words/joinedTexts';

/** Opens exhibits. @returns the ports of all that are on show; undefined when there is nothing new to show */
export async function startLab(
  lab: Pick<LabClient, 'openExhibit' | 'ports'>,
  log: vscode.LogOutputChannel,
  given: unknown,
): Promise<readonly number[] | undefined> {
  if (process.platform !== 'linux') {
    void vscode.window.showInformationMessage(
      vscode.l10n.t(
        'The Socket Lab works only on Linux so far: it makes its sockets with system calls of that kernel.',
      ),
    );
    return undefined;
  }
  const chosen = asExhibits(given) ?? (await pickExhibits());
  if (chosen.length === 0) {
    return undefined;
  }
  const failed: ExhibitId[] = [];
  for (const id of chosen) {
    try {
      await lab.openExhibit(id);
    } catch (error) {
      log.warn(`The Socket Lab could not open the exhibit '${id}'.`, error);
      failed.push(id);
    }
  }
  if (failed.length > 0) {
    const titles = listed(failed.map(id => `"${exhibitWords()[id].title}"`));
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The Socket Lab could not open the sockets of {0}. The log of Socketscope says why.', titles),
    );
  }
  const opened = chosen.filter(id => !failed.includes(id));
  if (opened.length === 0) {
    return undefined;
  }
  void tell(opened);
  return lab.ports;
}

/** More of them are too long to read in a notification: the view of the checks tells them. */
const mostTold = 3;

/** @param given ids of exhibits, or 'all' */
function asExhibits(given: unknown): readonly ExhibitId[] | undefined {
  return given === 'all' ? exhibitIds : Array.isArray(given) ? exhibitIds.filter(id => given.includes(id)) : undefined;
}

async function pickExhibits(): Promise<readonly ExhibitId[]> {
  const chosen = await vscode.window.showQuickPick<ExhibitItem>(
    (Object.keys(exhibitGroups) as ExhibitGroup[]).flatMap(menuOf),
    {
      title: vscode.l10n.t('Start Socket Lab'),
      placeHolder: vscode.l10n.t('Choose what to see: real sockets on loopback, for ten minutes'),
      canPickMany: true,
      matchOnDetail: true,
    },
  );
  return chosen?.flatMap(({ id }) => id ?? []) ?? [];
}

/** An exhibit, or the heading of a group, which has no id. */
type ExhibitItem = vscode.QuickPickItem & { id?: ExhibitId };

function menuOf(group: ExhibitGroup): ExhibitItem[] {
  const words = exhibitWords();
  return [
    { label: groupTitles()[group], kind: vscode.QuickPickItemKind.Separator },
    ...exhibitGroups[group].map(id => ({ id, label: words[id].title, detail: words[id].look })),
  ];
}

async function tell(chosen: readonly ExhibitId[]): Promise<void> {
  const words = exhibitWords();
  const findings = chosen.length > mostTold ? [] : chosen.flatMap(id => words[id].finding ?? []);
  const started = vscode.l10n.t('The Socket Lab runs for ten minutes; the sidebar shows its sockets alone.');
  const coming = findings.length === 0 ? '' : vscode.l10n.t('Checks will find: {0}', inOneLine(findings));
  const diagram = vscode.l10n.t('Show State Diagram');
  const stop = vscode.l10n.t('Stop Socket Lab');
  const answer = await vscode.window.showInformationMessage(inOneLine([started, coming]), diagram, stop);
  if (answer === diagram) {
    await vscode.commands.executeCommand(commandIds.showDiagram);
  } else if (answer === stop) {
    await vscode.commands.executeCommand(commandIds.stopLab);
  }
}
