import * as vscode from 'vscode';

/** Puts configurations into the workspace's launch.json, which the tests' workspace does not have. */
export async function writeLaunches(configurations: readonly vscode.DebugConfiguration[]): Promise<vscode.Uri> {
  const file = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, '.vscode', 'launch.json');
  const text = JSON.stringify({ version: '0.2.0', configurations }, undefined, 2);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return file;
}

/** What Socketscope says of a file in Problems. */
export function problemsOf(file: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(file).filter(({ source }) => source === 'Socketscope');
}
