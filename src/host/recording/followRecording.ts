import * as vscode from 'vscode';
import type { Services } from '../services';
import { recordingMark } from './recordingMark';
import { tellLoss } from './tellLoss';

/** What the window shows of a recording that is on, and tells when it is lost. */
export function followRecording(services: Pick<Services, 'model' | 'monitor'>): vscode.Disposable {
  return vscode.Disposable.from(recordingMark(services.model), tellLoss(services));
}
