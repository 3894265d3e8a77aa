// Stands for 'vscode' in unit tests: just what words need. Texts come out in English, as VS Code gives them without a bundle,
// until `speak` gives it one.

type Value = string | number | boolean;
type Values = readonly Value[] | Readonly<Record<string, Value>>;

export const env = { language: 'en' };

let bundle: Readonly<Record<string, string>> = {};

/** Has texts come out as a bundle gives them; without one in English again. */
export function speak(language = 'en', texts: Readonly<Record<string, string>> = {}): void {
  env.language = language;
  bundle = texts;
}

export const l10n = {
  t(message: string | { message: string; args?: Values; comment?: string | string[] }, ...args: Value[]): string {
    if (typeof message === 'string') {
      return format(bundle[message] ?? message, args);
    }
    const { message: text, args: values = [], comment = [] } = message;
    const key = comment.length === 0 ? text : `${text}/${[comment].flat().join('')}`;
    return format(bundle[key] ?? text, values);
  },
};

function format(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    String((values as Readonly<Record<string, Value | undefined>>)[name] ?? place),
  );
}

export class TerminalLink {
  constructor(
    readonly startIndex: number,
    readonly length: number,
    readonly tooltip?: string,
  ) {}
}

/** As VS Code's, without its care for listeners that throw. */
export class EventEmitter<Value> {
  private readonly listeners = new Set<(value: Value) => unknown>();
  readonly event = (listener: (value: Value) => unknown) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };
  fire(value: Value): void {
    this.listeners.forEach(listener => listener(value));
  }
  dispose(): void {
    this.listeners.clear();
  }
}

export class Disposable {
  constructor(private readonly run: () => unknown) {}
  static from(...all: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      all.forEach(one => one.dispose());
    });
  }
  dispose(): void {
    this.run();
  }
}

export class Range {
  constructor(
    readonly start: unknown,
    readonly end: unknown,
  ) {}
}

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command?: unknown,
  ) {}
}

export class MarkdownString {
  isTrusted: unknown;
  constructor(public value = '') {}
  appendMarkdown(more: string): this {
    this.value += more;
    return this;
  }
}

/** The window, whose editors a test opens and closes. */
class Window {
  private readonly editorsChanged = new EventEmitter<void>();
  readonly onDidChangeVisibleTextEditors = this.editorsChanged.event;
  visibleTextEditors: readonly { document: unknown }[] = [];
  show(...documents: readonly unknown[]): void {
    this.visibleTextEditors = documents.map(document => ({ document }));
    this.editorsChanged.fire();
  }
}
export const window = new Window();
