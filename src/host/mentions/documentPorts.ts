import * as vscode from 'vscode';
import { findServerPorts } from '../../core/mentions/findServerPorts';
import type { PortMention } from '../../core/mentions/portNumber';
import { sourceKindOf } from '../../core/mentions/sourceKind';

/** The ports that a document's servers use; searched for once a version of the document. */
export class DocumentPorts implements vscode.Disposable {
  private readonly known = new Map<vscode.TextDocument, { version: number; ports: readonly PortMention[] }>();
  private readonly closing = vscode.workspace.onDidCloseTextDocument(document => this.known.delete(document));

  in(document: vscode.TextDocument): readonly PortMention[] {
    const kind = sourceKindOf(document.languageId, document.uri.path);
    if (kind === undefined) {
      return [];
    }
    const { version } = document;
    let found = this.known.get(document);
    if (found?.version !== version) {
      found = { version, ports: findServerPorts(document.getText(), kind) };
      this.known.set(document, found);
    }
    return found.ports;
  }

  dispose(): void {
    this.closing.dispose();
  }
}
