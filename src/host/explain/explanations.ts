import * as vscode from 'vscode';

import type { TcpStateName } from '../../core/tcp/states';
import type { Explanation } from '../../protocol/explanation';
import { languageChain } from './languageChain';
import { parseExplanation } from './parseExplanation';

/** What is to be said about each state, in the user's language where there is a translation, else in English. */
export class Explanations {
  private readonly loaded = new Map<TcpStateName, Promise<Explanation>>();
  private readonly languages: readonly string[];

  /** The folder of the extension, and a language such as vscode.env.language. */
  constructor(
    private readonly extensionUri: vscode.Uri,
    language: string,
  ) {
    this.languages = languageChain(language);
  }

  /** Reads a state's file once; after a failure the next call tries again. */
  load(state: TcpStateName): Promise<Explanation> {
    let explanation = this.loaded.get(state);
    if (explanation === undefined) {
      explanation = this.read(state);
      this.loaded.set(state, explanation);
      explanation.catch(() => this.loaded.delete(state));
    }
    return explanation;
  }

  private async read(state: TcpStateName): Promise<Explanation> {
    let failure: unknown;
    for (const language of this.languages) {
      const file = vscode.Uri.joinPath(this.extensionUri, 'media', 'explain', language, `${state.toLowerCase()}.md`);
      try {
        return parseExplanation(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)), language);
      } catch (error) {
        // No such translation, or one that is not right: the next language will do.
        failure = error;
      }
    }
    throw failure;
  }
}
