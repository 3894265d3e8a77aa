import type { MissingFact } from '../../core/checks/check';
import type { Finding, FindingCode } from '../../core/checks/finding';
import type { SessionReport } from '../debug/sessionReports';
import type { Face } from '../tree/face';
import type { RowNode } from '../tree/node';

/** What the view of checks shows. Interned by id, as VS Code knows an element by its object. */
export type CheckNode = FindingNode | SessionNode | EvidenceNode | FactNode | ListNode | CheckedNode;

export interface FindingNode {
  readonly kind: 'finding';
  readonly id: string;
  parent: ListNode | undefined;
  finding: Finding;
  face: Face;
}

/** What a debug session has left behind. */
export interface SessionNode {
  readonly kind: 'session';
  readonly id: string;
  readonly parent: undefined;
  report: SessionReport;
  face: Face;
}

/** A socket that shows it: what the commands on rows of the tree take, too. */
export interface EvidenceNode extends Omit<RowNode, 'parent'> {
  readonly parent: FindingNode | SessionNode;
}

/** A line of numbers below a finding. */
export interface FactNode {
  readonly kind: 'fact';
  readonly id: string;
  readonly parent: FindingNode;
  face: Face;
}

/** Holds the findings that the user ignores, the checks that found nothing, or those that could not be made. */
export interface ListNode {
  readonly kind: 'list';
  readonly id: 'ignored' | 'passed' | 'not-made';
  readonly parent: undefined;
  face: Face;
}

/** A check that found nothing, or that could not be made. */
export interface CheckedNode {
  readonly kind: 'checked';
  readonly id: string;
  readonly parent: ListNode;
  readonly code: FindingCode;
  readonly lacks?: MissingFact;
  face: Face;
}

export function idOfFinding({ code, subject }: Pick<Finding, 'code' | 'subject'>): string {
  return `finding:${code}:${subject}`;
}
