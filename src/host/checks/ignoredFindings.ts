import * as vscode from 'vscode';
import type { CheckReport } from '../../core/checks/check';
import type { Finding, FindingCode } from '../../core/checks/finding';

const key = 'checks.ignored';

/** A check, and the port, destination or program that it must not report; the whole machine where all are absent. */
export interface IgnoreRule {
  readonly code: FindingCode;
  readonly port?: number;
  readonly destination?: { readonly address: string; readonly port: number };
  /** A program's name. */
  readonly process?: string;
}

/** What the user has called in order. Kept with the workspace. */
export class IgnoredFindings {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor(private readonly memento: vscode.Memento) {}

  get rules(): readonly IgnoreRule[] {
    const stored = this.memento.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter(isRule) : [];
  }

  /** What the checks found and the user wants to know, the most severe first. */
  heard(report: Pick<CheckReport, 'findings'> | undefined): readonly Finding[] {
    return report?.findings.filter(finding => !this.has(finding)) ?? [];
  }

  has(finding: Finding): boolean {
    return this.rules.some(rule => sameRule(rule, ruleOf(finding)));
  }

  add(finding: Finding): void {
    const rule = ruleOf(finding);
    this.store([...this.without([rule]), rule]);
  }

  remove(rules: readonly IgnoreRule[]): void {
    this.store(this.without(rules));
  }

  dispose(): void {
    this.changed.dispose();
  }

  private without(rules: readonly IgnoreRule[]): IgnoreRule[] {
    return this.rules.filter(known => !rules.some(rule => sameRule(rule, known)));
  }

  private store(rules: readonly IgnoreRule[]): void {
    void this.memento.update(key, rules);
    this.changed.fire();
  }
}

/** What lasts beyond one run of a program: its port before its name, and never its pid. */
export function ruleOf({ code, port, process, destination }: Finding): IgnoreRule {
  if (port !== undefined) {
    return { code, port };
  }
  return destination === undefined
    ? { code, ...(process !== undefined && { process }) }
    : { code, destination: { address: destination.address, port: destination.port } };
}

function sameRule(a: IgnoreRule, b: IgnoreRule): boolean {
  return (
    a.code === b.code &&
    a.port === b.port &&
    a.process === b.process &&
    a.destination?.address === b.destination?.address &&
    a.destination?.port === b.destination?.port
  );
}

/** What is stored may come from another version. */
function isRule(value: unknown): value is IgnoreRule {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
