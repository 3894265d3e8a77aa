import * as vscode from 'vscode';

/** A task or a debug session, and the file that defines it. */
export interface Run {
  readonly kind: 'task' | 'debug';
  readonly name: string;
  readonly folder: vscode.WorkspaceFolder | undefined;
  /** Of an npm task: the folder of its package.json within the workspace's. */
  readonly script?: { readonly path: string };
  /** It found its program running, and leaves it so. */
  readonly isAttached: boolean;
}

/** Where a run is defined, for Problems: the line in its file, the file, or else the folder; undefined without a folder. */
export async function placeOf({ kind, name, folder, script }: Run): Promise<vscode.Location | undefined> {
  if (folder === undefined) {
    return undefined;
  }
  const tasks = { path: ['.vscode', 'tasks.json'], key: 'label' };
  const candidates = [
    ...(script === undefined ? [] : [{ path: [script.path, 'package.json'], key: name }]),
    kind === 'task' ? tasks : { path: ['.vscode', 'launch.json'], key: 'name' },
  ];
  let first: vscode.Uri | undefined;
  for (const { path, key } of candidates) {
    const document = await open(vscode.Uri.joinPath(folder.uri, ...path));
    const range = document && rangeOf(document, key, key === name ? undefined : name);
    if (document !== undefined && range !== undefined) {
      return new vscode.Location(document.uri, range);
    }
    first ??= document?.uri;
  }
  return new vscode.Location(first ?? folder.uri, new vscode.Position(0, 0));
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument | undefined> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return undefined; // There is no such file.
  }
}

/** Of `"key": "value"`, or of the key alone; comments around it do no harm. */
function rangeOf(document: vscode.TextDocument, key: string, value: string | undefined): vscode.Range | undefined {
  const parts = [JSON.stringify(key), ...(value === undefined ? [] : [JSON.stringify(value)])].map(literal);
  const match = new RegExp(parts.join('\\s*:\\s*')).exec(document.getText());
  return match === null
    ? undefined
    : new vscode.Range(document.positionAt(match.index), document.positionAt(match.index + match[0].length));
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
