import * as vscode from 'vscode';
import { viewIds } from '../ids';
import type { IgnoredFindings } from '../checks/ignoredFindings';
import type { Settings } from '../settings';
import type { StatusFace, StatusSource } from './statusFace';
import type * as words from './statusWords';

/**
 * One item: the total, and the worst that the checks found or else the worst state. It does not look by itself, so that a
 * closed sidebar costs nothing: without a view that looks it says only what it is for, and its words for a frame are not loaded.
 */
export function registerStatusBar(
  source: StatusSource,
  ignored: Pick<IgnoredFindings, 'heard' | 'onDidChange'>,
  { statusBarVisible }: Pick<Settings, 'statusBarVisible'>,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('socketscope.sockets', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Socketscope');
  let loaded: typeof words | undefined;
  const load = async () => {
    loaded ??= await import('./statusWords');
    update();
  };
  const update = () => {
    const frame = source.isLooking ? source.frame : undefined;
    if (frame !== undefined && loaded === undefined) {
      void load();
    }
    const face =
      frame === undefined || loaded === undefined
        ? idleFace()
        : loaded.statusFace(frame, ignored.heard(frame.report), source);
    item.text = face.text;
    item.tooltip = face.tooltip;
    item.accessibilityInformation = { label: face.spoken };
    item.command = face.command;
    if (statusBarVisible.value) {
      item.show();
    } else {
      item.hide();
    }
  };
  update();
  return vscode.Disposable.from(
    item,
    source.onDidChange(update),
    ignored.onDidChange(update),
    statusBarVisible.onDidChange(update),
  );
}

function idleFace(): StatusFace {
  const title = vscode.l10n.t('Show TCP Sockets');
  return {
    text: `$(plug) ${vscode.l10n.t('Sockets')}`,
    tooltip: title,
    spoken: title,
    command: { command: `${viewIds.sockets}.focus`, title },
  };
}
