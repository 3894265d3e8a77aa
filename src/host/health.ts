import * as vscode from 'vscode';
import type { Problem } from '../core/sockets/problem';
import type { MonitorState } from './monitorClient/monitorKeeper';
import { problemText } from './problemText';

/** How the reading goes: well, interrupted for a moment, not possible now, or never on this platform. */
export type Health = 'well' | 'restarting' | 'unreadable' | 'unsupported';

/** @param failure why the last reading failed, if it did and that matters for what is shown */
export function healthOf(state: MonitorState, failure: Problem | undefined): Health {
  if (state === 'given-up') {
    return 'unreadable';
  }
  if (state === 'restarting') {
    return 'restarting';
  }
  if (failure === undefined) {
    return 'well';
  }
  return failure.code === 'unsupported-platform' ? 'unsupported' : 'unreadable';
}

/** A sentence when the sockets cannot be read now. */
export function troubleOf(state: MonitorState, failure: Problem | undefined): string | undefined {
  if (state === 'given-up') {
    return vscode.l10n.t('The process that reads the sockets ended again and again.');
  }
  if (state === 'restarting') {
    return vscode.l10n.t('The process that reads the sockets ended unexpectedly and is being started again.');
  }
  return failure && problemText(failure);
}
