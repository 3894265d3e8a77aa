import { homedir } from 'node:os';
import * as vscode from 'vscode';

/**
 * Where to save something: in the first folder of the workspace, else at home, as `sockets-2026-11-22-0930.socketscope`, in
 * the time of this machine; no character of it is special to any file system.
 * @param at milliseconds since the epoch
 */
export function proposedFile(name: string, at: number, extension: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.Uri.joinPath(folder, `${name}-${stamp(new Date(at))}.${extension}`);
}

function stamp(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day}-${two(time.getHours())}${two(time.getMinutes())}`;
}
