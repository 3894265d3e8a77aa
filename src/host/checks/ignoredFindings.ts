import * as vscode from 'vscode';
import type { Finding } from '../../core/checks/finding';

const key = 'checks.ignored';

/** What the user has called in order: a check for a port, a program's name, or a destination. Kept with the workspace. */
export class IgnoredFindings {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  has(finding: Finding): boolean {
    return this.rules.includes(ruleOf(finding));
  }

  add(finding: Finding): void {
    this.store([...this.rules.filter(rule => rule !== ruleOf(finding)), ruleOf(finding)]);
  }

  remove(finding: Finding): void {
    this.store(this.rules.filter(rule => rule !== ruleOf(finding)));
  }

  private get rules(): readonly string[] {
    const stored = this.memento.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter(rule => typeof rule === 'string') : [];
  }

  private store(rules: readonly string[]): void {
    void this.memento.update(key, rules);
    this.changed.fire();
  }
}

/** What lasts beyond one run of a program: its port before its name, and never its pid. */
export function ruleOf({ code, port, process, destination, subject }: Finding): string {
  const about =
    port !== undefined
      ? `port ${port}`
      : destination !== undefined
        ? `to ${destination.address} ${destination.port}`
        : (process ?? subject);
  return `${code} ${about}`;
}
