import type * as vscode from 'vscode';
import type { Model } from '../model';
import { problemText } from '../problemText';

/** Writes each change of what is wrong into the log, once: why nothing can be read, or why less is known than could be. */
export function logProblems(
  model: Pick<Model, 'frame' | 'trouble' | 'onDidChange'>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let known: ReadonlySet<string> = new Set();
  let source: string | undefined;
  return model.onDidChange(() => {
    const { frame, trouble } = model;
    if (frame !== undefined && frame.source !== source) {
      source = frame.source;
      log.info(`Reading through ${source}.`);
    }
    const lasting = (frame?.problems ?? []).filter(({ code }) => code !== 'processes-pending');
    const texts = new Set([...(trouble === undefined ? [] : [trouble]), ...lasting.map(problemText)]);
    texts.forEach(text => {
      if (!known.has(text)) {
        log.warn(text);
      }
    });
    known = texts;
  });
}
