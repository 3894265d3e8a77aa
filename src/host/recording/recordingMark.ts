import * as vscode from 'vscode';
import { commandIds } from '../ids';
import type { Model } from '../model';
import { bytesText, durationText, spokenDuration } from '../tree/quantityText';
import { inOneLine } from '../words/joinedTexts';
import { momentText } from '../words/momentWords';

const tickMs = 1_000;

/** Shows that a recording is on, and its length: sockets are then read with no view open, so it must stay visible. */
export function recordingMark(model: Pick<Model, 'recordingStatus' | 'paused' | 'onDidChange'>): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('socketscope.recording', vscode.StatusBarAlignment.Left, -1);
  item.name = vscode.l10n.t('Socketscope Recording');
  item.command = commandIds.stopRecording;
  let timer: NodeJS.Timeout | undefined;
  const update = () => {
    const { recordingStatus } = model;
    if (recordingStatus?.isOn !== true) {
      clearInterval(timer);
      timer = undefined;
      item.hide();
      return;
    }
    timer ??= setInterval(update, tickMs);
    const now = Date.now();
    const { bytes } = recordingStatus;
    const since = recordingStatus.since === 0 ? now : recordingStatus.since;
    item.text = model.paused ? `$(debug-pause) ${vscode.l10n.t('Paused')}` : `$(record) ${durationText(now - since)}`;
    const tooltip = vscode.l10n.t(
      'Recording the sockets since {0} ({1}): the last 15 minutes closely, what is older in longer steps. Select to stop.',
      momentText(since, now),
      bytesText(bytes),
    );
    const spoken = vscode.l10n.t('Recording the sockets for {0}. Select to stop.', spokenDuration(now - since));
    const pause = model.paused ? vscode.l10n.t('The readings are paused: nothing is recorded meanwhile.') : undefined;
    item.tooltip = inOneLine([pause, tooltip]);
    item.accessibilityInformation = { label: inOneLine([pause, spoken]) };
    item.show();
  };
  update();
  return vscode.Disposable.from(item, model.onDidChange(update), new vscode.Disposable(() => clearInterval(timer)));
}
