import * as vscode from 'vscode';
import type { OpenOutcome, RecordingInfo } from '../../protocol/recording';
import type { Model } from '../model';
import type { MonitorClient } from '../monitorClient/monitorClient';
import { MonitorError } from '../../fork/monitorError';
import { failureText } from './failureText';
import { openFrom } from './localCopy';

/**
 * A recording that is open in an editor. The monitor holds it in memory: one that is started anew opens the file again
 * and gives it another id.
 */
export class RecordingFile implements vscode.CustomDocument {
  private readonly opened = new vscode.EventEmitter<void>();
  /** It was opened again, or could not be. */
  readonly onDidOpen = this.opened.event;
  private current: RecordingInfo | undefined;
  private problem: string | undefined;
  private opening: Promise<void> | undefined;
  private isClosed = false;
  private readonly subscription: vscode.Disposable;

  constructor(
    readonly uri: vscode.Uri,
    private readonly model: Pick<Model, 'openRecording' | 'closeRecording'>,
    monitor: Pick<MonitorClient, 'onDidChangeState'>,
  ) {
    this.subscription = monitor.onDidChangeState(state => {
      // While the file is being opened, a monitor is started for that very purpose.
      if (state === 'starting' && this.opening === undefined) {
        void this.open();
      }
    });
  }

  /** Absent when the file could not be opened: then `trouble` says why. */
  get info(): RecordingInfo | undefined {
    return this.current;
  }

  /** Sentences for who opened it. */
  get trouble(): string | undefined {
    return this.problem;
  }

  /** Never fails: what went wrong is in `trouble`. */
  open(): Promise<void> {
    this.opening ??= this.read().finally(() => (this.opening = undefined));
    return this.opening;
  }

  dispose(): void {
    this.isClosed = true;
    this.subscription.dispose();
    this.opened.dispose();
    this.close();
  }

  private async read(): Promise<void> {
    const outcome = await this.ask();
    this.current = typeof outcome === 'object' && outcome.done ? outcome.info : undefined;
    this.problem =
      typeof outcome === 'string' ? outcome : outcome.done ? undefined : failureText(outcome.problem, outcome.detail);
    if (this.isClosed) {
      this.close();
    } else {
      this.opened.fire();
    }
  }

  /** @returns a sentence when there is no answer at all */
  private async ask(isRepeated = false): Promise<OpenOutcome | string> {
    try {
      return await openFrom(this.uri, path => this.model.openRecording(path));
    } catch (error) {
      if (error instanceof MonitorError && error.code === 'died' && !isRepeated) {
        return this.ask(true);
      }
      return error instanceof MonitorError
        ? vscode.l10n.t('The process that reads recordings ended. Close this editor and open the file again.')
        : failureText('io', error instanceof Error ? error.message : String(error));
    }
  }

  private close(): void {
    if (this.current !== undefined) {
      this.model.closeRecording(this.current.id);
      this.current = undefined;
    }
  }
}
