import * as vscode from 'vscode';
import type { LeakKind, RunLeak } from '../../core/programs/runLeaks';
import { languageChain } from '../explain/languageChain';
import { setContext } from '../ids';
import { leakSentence } from './leakWords';
import { placeOf, type Run } from './runPlace';

/** What explains each kind of leak. */
const explanations: Readonly<Record<LeakKind, readonly string[]>> = {
  listener: ['listen.md'],
  'close-wait': ['checks', 'close-wait-leak.md'],
  open: ['established.md'],
  'others-close-wait': ['checks', 'close-wait-leak.md'],
};

/** A leak as it stands in Problems. */
interface Told {
  readonly leak: RunLeak;
  readonly diagnostic: vscode.Diagnostic;
}

/** What one run left behind, and the file that defines the run. */
interface Entry {
  readonly run: Run;
  readonly uri: vscode.Uri;
  readonly told: readonly Told[];
}

/** What the last run of each name left behind, in Problems: until it has gone, until the next run, or until the user clears it. */
export class LeakProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection('socketscope');
  /** By run; several can be defined in one file. */
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly extensionUri: vscode.Uri) {}

  get leaks(): readonly RunLeak[] {
    return [...this.entries.values()].flatMap(({ told }) => told.map(({ leak }) => leak));
  }

  /** Says what a run left, in the place of what its last one did. */
  async show(run: Run, leaks: readonly RunLeak[]): Promise<void> {
    const place = leaks.length === 0 ? undefined : await placeOf(run);
    const told =
      place &&
      (await Promise.all(leaks.map(async leak => ({ leak, diagnostic: await this.describe(run, leak, place.range) }))));
    this.set(`${run.kind} ${run.name}`, told && { run, uri: place.uri, told });
  }

  /** @param left what of a leak is there still; undefined when nothing is */
  keep(left: (leak: RunLeak) => RunLeak | undefined): void {
    for (const [key, entry] of this.entries) {
      const told = entry.told.flatMap(one => {
        const leak = left(one.leak);
        return leak === undefined ? [] : [leak === one.leak ? one : describedAnew(entry.run, leak, one)];
      });
      if (told.length < entry.told.length || told.some((one, index) => one !== entry.told[index])) {
        this.set(key, { ...entry, told });
      }
    }
  }

  /** The leak that a problem of a file tells, and its run. */
  find(uri: vscode.Uri, message: string): { leak: RunLeak; run: Run } | undefined {
    for (const { run, uri: own, told } of this.entries.values()) {
      const found = own.toString() === uri.toString() && told.find(({ diagnostic }) => diagnostic.message === message);
      if (found) {
        return { leak: found.leak, run };
      }
    }
    return undefined;
  }

  /** @param name of the run; all go without it */
  clear(name?: string): void {
    for (const [key, { run }] of this.entries) {
      if (name === undefined || run.name === name) {
        this.set(key, undefined);
      }
    }
  }

  dispose(): void {
    setContext('socketscope.leaked', false);
    vscode.Disposable.from(this.collection, this.changed).dispose();
  }

  private set(key: string, entry: Entry | undefined): void {
    const former = this.entries.get(key)?.uri;
    this.entries.delete(key);
    if (entry !== undefined && entry.told.length > 0) {
      this.entries.set(key, entry);
    }
    [former, entry?.uri].forEach(uri => uri && this.draw(uri));
    setContext('socketscope.leaked', this.entries.size > 0);
    this.changed.fire();
  }

  private draw(uri: vscode.Uri): void {
    const ofFile = [...this.entries.values()].filter(entry => entry.uri.toString() === uri.toString());
    this.collection.set(
      uri,
      ofFile.flatMap(({ told }) => told.map(({ diagnostic }) => diagnostic)),
    );
  }

  private async describe(run: Run, leak: RunLeak, range: vscode.Range): Promise<vscode.Diagnostic> {
    const code = { value: leak.kind, target: await this.explanationOf(leak.kind) };
    return diagnosticOf(run, leak, { range, code });
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

function describedAnew(run: Run, leak: RunLeak, { diagnostic }: Told): Told {
  const { range, code } = diagnostic;
  return { leak, diagnostic: diagnosticOf(run, leak, { range, code: code! }) };
}

function diagnosticOf(
  run: Run,
  leak: RunLeak,
  { range, code }: { range: vscode.Range; code: NonNullable<vscode.Diagnostic['code']> },
): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(range, leakSentence(leak, run.name), vscode.DiagnosticSeverity.Warning);
  diagnostic.source = 'Socketscope';
  diagnostic.code = code;
  return diagnostic;
}
