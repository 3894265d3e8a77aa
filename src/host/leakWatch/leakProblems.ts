import * as vscode from 'vscode';
import type { LeakKind, RunLeak } from '../../core/programs/runLeaks';
import { languageChain } from '../explain/languageChain';
import { leakSentence } from './leakWords';
import { placeOf, type Run } from './runPlace';

/** What explains each kind of leak. */
const explanations: Readonly<Record<LeakKind, readonly string[]>> = {
  listener: ['listen.md'],
  'close-wait': ['checks', 'close-wait-leak.md'],
  open: ['established.md'],
  'others-close-wait': ['checks', 'close-wait-leak.md'],
};

/** What the last run of each name left behind, in Problems. */
export class LeakProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('socketscope');
  /** By run; several can be defined in one file. */
  private readonly entries = new Map<string, { uri: vscode.Uri; diagnostics: readonly vscode.Diagnostic[] }>();

  constructor(private readonly extensionUri: vscode.Uri) {}

  /** Says what a run left, in the place of what its last one did. */
  async show(run: Run, leaks: readonly RunLeak[]): Promise<void> {
    const key = `${run.kind} ${run.name}`;
    const place = await placeOf(run);
    const former = this.entries.get(key)?.uri;
    this.entries.delete(key);
    if (place !== undefined && leaks.length > 0) {
      const diagnostics = await Promise.all(leaks.map(leak => this.toDiagnostic(run, leak, place.range)));
      this.entries.set(key, { uri: place.uri, diagnostics });
    }
    [former, place?.uri].forEach(uri => uri && this.update(uri));
  }

  dispose(): void {
    this.collection.dispose();
  }

  private update(uri: vscode.Uri): void {
    const ofFile = [...this.entries.values()].filter(entry => entry.uri.toString() === uri.toString());
    this.collection.set(
      uri,
      ofFile.flatMap(({ diagnostics }) => diagnostics),
    );
  }

  private async toDiagnostic(run: Run, leak: RunLeak, range: vscode.Range): Promise<vscode.Diagnostic> {
    const diagnostic = new vscode.Diagnostic(range, leakSentence(leak, run.name), vscode.DiagnosticSeverity.Warning);
    diagnostic.source = 'Socketscope';
    diagnostic.code = { value: leak.kind, target: await this.explanationOf(leak.kind) };
    return diagnostic;
  }

  private async explanationOf(kind: LeakKind): Promise<vscode.Uri> {
    const fileIn = (language: string) =>
      vscode.Uri.joinPath(this.extensionUri, 'media', 'explain', language, ...explanations[kind]);
    for (const language of languageChain(vscode.env.language)) {
      try {
        await vscode.workspace.fs.stat(fileIn(language));
        return fileIn(language);
      } catch {
        // Not translated: the next language will do.
      }
    }
    return fileIn('en');
  }
}
