import * as vscode from 'vscode';
import type { RecordingStatus } from '../../protocol/recording';
import type { Services } from '../services';
import { momentText } from '../words/momentWords';

/** What a monitor has recorded dies with it: warns if the user had started that recording. */
export function tellLoss({ model, monitor }: Pick<Services, 'model' | 'monitor'>): vscode.Disposable {
  let recorded: RecordingStatus | undefined;
  const note = () => {
    const { recordingStatus } = model;
    if (recordingStatus !== undefined) {
      recorded = recordingStatus.isOn ? recordingStatus : undefined;
    }
  };
  note();
  return vscode.Disposable.from(
    model.onDidChange(note),
    monitor.onDidChangeState(state => {
      if (recorded !== undefined && (state === 'restarting' || state === 'given-up')) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t(
            'The process that reads the sockets ended unexpectedly. What it had recorded since {0} is lost; a new recording begins as soon as it runs again.',
            momentText(recorded.since, Date.now()),
          ),
        );
        recorded = undefined;
      }
    }),
  );
}
