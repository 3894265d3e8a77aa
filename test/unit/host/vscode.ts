// Stands for 'vscode' in unit tests: just what words need. Texts come out in English, as VS Code gives them without a bundle.

type Value = string | number | boolean;
type Values = readonly Value[] | Readonly<Record<string, Value>>;

export const env = { language: 'en' };

export const l10n = {
  t(message: string | { message: string; args?: Values }, ...args: Value[]): string {
    return typeof message === 'string' ? format(message, args) : format(message.message, message.args ?? []);
  },
};

function format(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) =>
    String((values as Readonly<Record<string, Value | undefined>>)[name] ?? place),
  );
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
