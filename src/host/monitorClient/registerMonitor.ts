import * as vscode from 'vscode';
import { commandIds, registerCommand } from '../ids';
import type { Services } from '../services';
import { settings } from '../settings';
import type { MonitorOptions } from '../../protocol/monitor';
import { logProblems } from './logProblems';

/** What the settings say about reading. */
export function monitorOptions(): MonitorOptions {
  return {
    intervalMs: settings.refreshIntervalSeconds.value * 1_000,
    source: settings.source.value,
    resolveProcesses: settings.processesEnabled.value,
    thresholds: settings.checkThresholds.value,
  };
}

/** The commands about reading; the settings about it; and the one message when reading has come to an end. */
export function registerMonitor({
  monitor,
  model,
  log,
}: Pick<Services, 'monitor' | 'model' | 'log'>): vscode.Disposable {
  const configure = () => monitor.configure();
  return vscode.Disposable.from(
    logProblems(model, log),
    registerCommand(commandIds.pause, () => model.setPaused(true)),
    registerCommand(commandIds.resume, () => model.setPaused(false)),
    registerCommand(commandIds.showLog, () => log.show()),
    settings.refreshIntervalSeconds.onDidChange(configure),
    settings.source.onDidChange(configure),
    settings.processesEnabled.onDidChange(configure),
    settings.checkThresholds.onDidChange(configure),
    monitor.onDidChangeState(state => {
      if (state === 'given-up') {
        void offerRestart({ monitor, log });
      }
    }),
  );
}

async function offerRestart({ monitor, log }: Pick<Services, 'monitor' | 'log'>): Promise<void> {
  const restart = vscode.l10n.t('Restart');
  const showLog = vscode.l10n.t('Show Log');
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t('Socketscope cannot read sockets: the process that reads them ended again and again.'),
    restart,
    showLog,
  );
  if (answer === restart) {
    monitor.restart();
  } else if (answer === showLog) {
    log.show();
  }
}
