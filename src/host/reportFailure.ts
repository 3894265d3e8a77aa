import * as vscode from 'vscode';
import { commandIds } from './ids';
import type { Services } from './services';

/** Runs what a user asked for; when the sockets cannot be read, says why in the user's language and offers what helps. */
export async function orReportFailure<Answer>(
  { model, monitor, log }: Pick<Services, 'model' | 'monitor' | 'log'>,
  run: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await run();
  } catch (error) {
    log.error(error instanceof Error ? error : String(error));
    void offerHelp(model.trouble ?? vscode.l10n.t('Socketscope could not answer.'), monitor);
    return undefined;
  }
}

async function offerHelp(message: string, monitor: Services['monitor']): Promise<void> {
  const restart = vscode.l10n.t('Restart');
  const showLog = vscode.l10n.t('Show Log');
  const answers = monitor.state === 'given-up' ? [restart, showLog] : [showLog];
  const answer = await vscode.window.showErrorMessage(message, ...answers);
  if (answer === restart) {
    monitor.restart();
  } else if (answer === showLog) {
    await vscode.commands.executeCommand(commandIds.showLog);
  }
}
