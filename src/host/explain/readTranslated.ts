import * as vscode from 'vscode';

/** Reads a file below media/explain in the first of the languages in which it is there and right. */
export async function readTranslated<Content>(
  extensionUri: vscode.Uri,
  languages: readonly string[],
  path: readonly string[],
  parse: (markdown: string, language: string) => Content,
): Promise<Content> {
  let failure: unknown;
  for (const language of languages) {
    const file = vscode.Uri.joinPath(extensionUri, 'media', 'explain', language, ...path);
    try {
      return parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), language);
    } catch (error) {
      // No such translation, or one that is not right: the next language will do.
      failure = error;
    }
  }
  throw failure;
}
