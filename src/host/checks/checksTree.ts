import * as vscode from 'vscode';
import type { CheckReport } from '../../core/checks/check';
import type { Finding } from '../../core/checks/finding';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { Model } from '../model';
import { changedElements, type ShownPage } from '../tree/changes';
import type { SessionReports } from '../debug/sessionReports';
import { rowFace } from '../tree/face';
import { rootId } from '../tree/node';
import { findingFacts } from '../words/findingFacts';
import { pairFacts, peerFacts } from '../words/findingPairs';
import { checkedFace, factFace, findingFace, listFace, sessionFace } from './checkFace';
import { idOfFinding, type CheckNode, type FindingNode, type ListNode, type SessionNode } from './checkNode';
import type { IgnoredFindings } from './ignoredFindings';

/** The sockets of a finding, and those at their other ends on this machine. */
interface Evidence {
  readonly rows: readonly BrowsedRow[];
  readonly others: readonly BrowsedRow[];
}

/**
 * The findings as nodes. The same finding keeps its node while it lasts, so that expansion and selection stay, and VS Code
 * is told of those alone that look different than before. Sockets are asked for of expanded findings only, once a reading.
 */
export class ChecksTree implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<CheckNode | CheckNode[] | undefined>();
  readonly onDidChangeTreeData = this.changed.event;
  private report: CheckReport | undefined;
  private nodes = new Map<string, CheckNode>();
  /** What is shown, by the id of what it is below. Without a page nobody has expanded it. */
  private pages = new Map<string, readonly CheckNode[]>([[rootId, []]]);
  private readonly evidence = new Map<string, Evidence>();

  constructor(
    private readonly model: Pick<Model, 'shownRows' | 'frame' | 'moment'>,
    private readonly ignored: Pick<IgnoredFindings, 'has' | 'heard'>,
    private readonly sessions: Pick<SessionReports, 'reports'>,
  ) {}

  /** Findings that the user wants to see, the most severe first. */
  get shown(): readonly Finding[] {
    return this.ignored.heard(this.report);
  }

  get ignoredCount(): number {
    return (this.report?.findings.length ?? 0) - this.shown.length;
  }

  /** What was left behind is of now. */
  private get sessionsNow(): SessionReports['reports'] {
    return this.model.moment === undefined ? this.sessions.reports : [];
  }

  /** Takes in what the checks said, and then the sockets of what is expanded, unless the next reading was faster. */
  async update(report: CheckReport | undefined): Promise<void> {
    this.report = report;
    this.draw();
    const expanded = [...this.nodes.values()].filter(
      (node): node is FindingNode => node.kind === 'finding' && this.pages.has(node.id),
    );
    if (expanded.length > 0 && (await this.fetch(expanded)) && report === this.report) {
      this.draw();
    }
  }

  async childrenOf(node: CheckNode | undefined): Promise<readonly CheckNode[]> {
    const id = node?.id ?? rootId;
    if (node?.kind === 'finding' && !this.pages.has(id)) {
      await this.fetch([node]);
    }
    const children = this.childrenNow(node);
    this.pages.set(id, children);
    children.forEach(child => this.nodes.set(child.id, child));
    return children;
  }

  /** What was collapsed is not followed any more. */
  forget(node: CheckNode): void {
    this.pages.delete(node.id);
    this.evidence.delete(node.id);
  }

  dispose(): void {
    this.changed.dispose();
  }

  private draw(): void {
    const before = this.facesNow();
    const earlier = this.pages;
    const nodes = new Map<string, CheckNode>();
    const pages = new Map<string, readonly CheckNode[]>();
    const visit = (node: CheckNode | undefined): void => {
      const children = this.childrenNow(node);
      pages.set(node?.id ?? rootId, children);
      for (const child of children) {
        nodes.set(child.id, child);
        if (earlier.has(child.id)) {
          visit(child);
        }
      }
    };
    visit(undefined);
    this.nodes = nodes;
    this.pages = pages;
    for (const id of this.evidence.keys()) {
      if (!pages.has(id)) {
        this.evidence.delete(id);
      }
    }
    const changes = changedElements(before, this.facesNow());
    if (changes === 'everything') {
      this.changed.fire(undefined);
    } else if (changes.length > 0) {
      this.changed.fire(changes.map(id => nodes.get(id)!));
    }
  }

  /** Nodes change in place, so what they showed is copied before they do. */
  private facesNow(): ReadonlyMap<string, ShownPage> {
    return new Map(
      [...this.pages].map(([id, children]) => [
        id,
        { id, children: children.map(child => ({ id: child.id, face: child.face })) },
      ]),
    );
  }

  private childrenNow(node: CheckNode | undefined): CheckNode[] {
    switch (node?.kind) {
      case undefined:
        return this.roots();
      case 'finding':
        return this.below(node);
      case 'session':
        return this.left(node);
      case 'list':
        return this.listed(node);
      case 'row':
      case 'fact':
      case 'checked':
        return [];
    }
  }

  private roots(): CheckNode[] {
    const { passed = [], notMade = [] } = this.report ?? {};
    const lists = [
      ['ignored', this.ignoredCount],
      ['not-made', notMade.length],
      ['passed', passed.length],
    ] as const;
    return [
      ...this.shown.map(finding => this.findingNode(finding, undefined)),
      ...this.sessionsNow.map(report =>
        this.intern({ kind: 'session', id: report.id, parent: undefined, report, face: sessionFace(report) }),
      ),
      ...lists
        .filter(([, count]) => count > 0)
        .map(([id, count]) => this.intern({ kind: 'list', id, parent: undefined, face: listFace(id, count) })),
    ];
  }

  private listed(parent: ListNode): CheckNode[] {
    const { findings = [], passed = [], notMade = [] } = this.report ?? {};
    switch (parent.id) {
      case 'ignored':
        return findings.filter(finding => this.ignored.has(finding)).map(finding => this.findingNode(finding, parent));
      case 'passed':
        return passed.map(code =>
          this.intern({ kind: 'checked', id: `passed:${code}`, parent, code, face: checkedFace(code, undefined) }),
        );
      case 'not-made':
        return notMade.map(({ code, lacks }) =>
          this.intern({ kind: 'checked', id: `not-made:${code}`, parent, code, lacks, face: checkedFace(code, lacks) }),
        );
    }
  }

  private below(parent: FindingNode): CheckNode[] {
    const { rows = [], others = [] } = this.evidence.get(parent.id) ?? {};
    const takenAt = this.model.frame?.takenAt ?? parent.finding.sinceMs;
    return [
      ...[...findingFacts(parent.finding), ...peerFacts(parent.finding, rows), ...pairFacts(rows, others)].map(fact =>
        this.intern({ kind: 'fact', id: `${parent.id}:${fact.name}`, parent, face: factFace(fact) }),
      ),
      ...rows.map(row =>
        this.intern({ kind: 'row', id: `${parent.id}:${row.id}`, parent, row, face: rowFace(row, takenAt, 'port') }),
      ),
    ];
  }

  private left(parent: SessionNode): CheckNode[] {
    const { rows, takenAt } = parent.report;
    return rows.map(row =>
      this.intern({ kind: 'row', id: `${parent.id}:${row.id}`, parent, row, face: rowFace(row, takenAt, 'port') }),
    );
  }

  private findingNode(finding: Finding, parent: ListNode | undefined): CheckNode {
    const face = findingFace(finding, parent !== undefined);
    return this.intern({ kind: 'finding', id: idOfFinding(finding), parent, finding, face });
  }

  private intern(fresh: CheckNode): CheckNode {
    const known = this.nodes.get(fresh.id);
    return known?.kind === fresh.kind ? Object.assign(known, fresh) : fresh;
  }

  /** False when the monitor cannot answer: then the last ones known stay. */
  private async fetch(findings: readonly FindingNode[]): Promise<boolean> {
    try {
      const wanted = findings.flatMap(({ finding }) => finding.evidence);
      const rows = new Map((await this.model.shownRows([...new Set(wanted)])).map(row => [row.id, row]));
      const ends = new Set([...rows.values()].flatMap(({ otherEnd }) => otherEnd ?? []));
      const others = await this.model.shownRows([...ends]);
      for (const { id, finding } of findings) {
        this.evidence.set(id, { rows: finding.evidence.flatMap(key => rows.get(key) ?? []), others });
      }
      return true;
    } catch {
      return false;
    }
  }
}
