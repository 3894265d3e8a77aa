import * as vscode from 'vscode';
import type { Finding } from '../../core/checks/finding';
import type { CheckReport } from '../../core/checks/check';
import type { Model } from '../model';
import { rowFace, sameFace } from '../tree/face';
import { findingFacts } from '../words/findingFacts';
import { idOfFinding, type CheckNode, type EvidenceNode, type FindingNode, type IgnoredNode } from './checkNode';
import type { IgnoredFindings } from './ignoredFindings';

/** The findings as nodes: the same finding keeps its node while it lasts, so that expansion and selection stay. */
export class ChecksTree implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<CheckNode | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly findings = new Map<string, FindingNode>();
  private readonly evidence = new Map<string, readonly EvidenceNode[]>();
  private readonly ignoredNode: IgnoredNode = { kind: 'ignored', id: 'ignored', count: 0 };
  private shape = '';

  constructor(
    private readonly model: Pick<Model, 'rows' | 'frame'>,
    private readonly ignored: Pick<IgnoredFindings, 'has'>,
  ) {}

  /** Findings that the user wants to see, the most severe first. */
  get shown(): readonly FindingNode[] {
    return [...this.findings.values()].filter(({ isIgnored }) => !isIgnored);
  }

  /** Takes in what the checks said; what is expanded follows with its own rows. */
  update(report: CheckReport | undefined): void {
    const findings = report?.findings ?? [];
    const kept = new Map(findings.map(finding => [idOfFinding(finding), this.nodeOf(finding)]));
    this.findings.clear();
    kept.forEach((node, id) => this.findings.set(id, node));
    for (const id of this.evidence.keys()) {
      if (!this.findings.has(id)) {
        this.evidence.delete(id);
      }
    }
    this.ignoredNode.count = this.findings.size - this.shown.length;
    const shape = JSON.stringify(
      [...this.findings.values()].map(({ id, isIgnored, finding }) => [id, isIgnored, finding.severity]),
    );
    if (shape !== this.shape) {
      this.shape = shape;
      this.changed.fire(undefined);
    } else {
      this.findings.forEach(node => this.changed.fire(node));
    }
  }

  async childrenOf(node: CheckNode | undefined): Promise<readonly CheckNode[]> {
    if (node === undefined) {
      return [...this.shown, ...(this.ignoredNode.count > 0 ? [this.ignoredNode] : [])];
    }
    if (node.kind === 'ignored') {
      return [...this.findings.values()].filter(({ isIgnored }) => isIgnored);
    }
    return node.kind === 'finding' ? [...this.factsOf(node), ...(await this.evidenceOf(node))] : [];
  }

  parentOf(node: CheckNode): CheckNode | undefined {
    return node.kind === 'row' || node.kind === 'fact'
      ? node.parent
      : node.kind === 'finding' && node.isIgnored
        ? this.ignoredNode
        : undefined;
  }

  dispose(): void {
    this.changed.dispose();
  }

  private nodeOf(finding: Finding): FindingNode {
    const id = idOfFinding(finding);
    const node = this.findings.get(id) ?? { kind: 'finding', id, finding, isIgnored: false };
    node.finding = finding;
    node.isIgnored = this.ignored.has(finding);
    return node;
  }

  private factsOf(parent: FindingNode): CheckNode[] {
    return findingFacts(parent.finding).map((text, index) => ({
      kind: 'fact',
      id: `${parent.id}:fact:${index}`,
      parent,
      text,
    }));
  }

  /** The last ones known stay while the monitor cannot answer. */
  private async evidenceOf(parent: FindingNode): Promise<readonly EvidenceNode[]> {
    const known = new Map(this.evidence.get(parent.id)?.map(node => [node.row.id, node]));
    const rows = await this.model.rows(parent.finding.evidence).catch(() => undefined);
    if (rows === undefined) {
      return [...known.values()];
    }
    const takenAt = this.model.frame?.takenAt ?? Date.now();
    const nodes = rows.map((row): EvidenceNode => {
      const face = rowFace(row, takenAt, 'port');
      const node = known.get(row.id) ?? { kind: 'row', id: `${parent.id}:${row.id}`, parent, row, face };
      node.row = row;
      if (!sameFace(node.face, face)) {
        node.face = face;
      }
      return node;
    });
    this.evidence.set(parent.id, nodes);
    return nodes;
  }
}
