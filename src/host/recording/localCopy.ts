import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SaveOutcome } from '../../protocol/recording';
import { recordingExtension } from '../ids';

/** The monitor reads and writes paths of its machine; what VS Code keeps elsewhere passes through a temporary file. */

export function openFrom<Outcome>(uri: vscode.Uri, open: (path: string) => Promise<Outcome>): Promise<Outcome> {
  return uri.scheme === 'file'
    ? open(uri.fsPath)
    : throughTemporaryFile(async file => {
        await vscode.workspace.fs.copy(uri, file);
        return open(file.fsPath);
      });
}

export function saveAs(uri: vscode.Uri, save: (path: string) => Promise<SaveOutcome>): Promise<SaveOutcome> {
  return uri.scheme === 'file'
    ? save(uri.fsPath)
    : throughTemporaryFile(async file => {
        const outcome = await save(file.fsPath);
        if (outcome.done) {
          await vscode.workspace.fs.copy(file, uri, { overwrite: true });
        }
        return outcome;
      });
}

async function throughTemporaryFile<Outcome>(use: (file: vscode.Uri) => Promise<Outcome>): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'socketscope-'));
  try {
    return await use(vscode.Uri.file(join(folder, `recording.${recordingExtension}`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
