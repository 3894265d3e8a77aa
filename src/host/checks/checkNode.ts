import type { Finding } from '../../core/checks/finding';
import type { RowNode } from '../tree/node';

/** What the view of checks shows. Interned by id, as VS Code knows an element by its object. */
export type CheckNode = FindingNode | EvidenceNode | FactNode | IgnoredNode;

export interface FindingNode {
  readonly kind: 'finding';
  readonly id: string;
  finding: Finding;
  isIgnored: boolean;
}

/** A socket that shows it: what the commands on rows of the tree take, too. */
export interface EvidenceNode extends Omit<RowNode, 'parent'> {
  readonly parent: FindingNode;
}

/** A line of numbers below a finding. */
export interface FactNode {
  readonly kind: 'fact';
  readonly id: string;
  readonly parent: FindingNode;
  readonly text: string;
}

/** Holds the findings that the user does not want to see. */
export interface IgnoredNode {
  readonly kind: 'ignored';
  readonly id: 'ignored';
  count: number;
}

export function idOfFinding({ code, subject }: Pick<Finding, 'code' | 'subject'>): string {
  return `finding:${code}:${subject}`;
}
