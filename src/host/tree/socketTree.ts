import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { BrowseReply, BrowseRequest, GroupPath } from '../../protocol/monitor';
import type { Model } from '../model';
import { settings } from '../settings';
import type { Arrangement } from './arrangement';
import { groupId, rootId, type GroupNode, type MoreNode, type RowNode, type TreeNode } from './node';
import { ShownTree } from './shownTree';

/** VS Code collects changed elements for 200 ms before it forgets what it knows of them. */
const forgottenAfterMs = 250;
/** From answering with a group's children until VS Code has drawn them, at the least. */
const drawnAfterMs = 50;
/** Groups that come and go stay expanded, but not without end. */
const mostExpanded = 500;

/**
 * Fetches what is on screen of the tree with one request a frame, and names the fewest elements to refresh. Answers
 * VS Code from what was fetched, so that nothing flickers; only a group that is expanded anew is fetched for it.
 */
export class SocketTree implements vscode.Disposable {
  private readonly refreshed = new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly onDidChangeTreeData = this.refreshed.event;
  private readonly fetched = new vscode.EventEmitter<void>();
  /** After each reply that was taken in. */
  readonly onDidFetch = this.fetched.event;

  readonly shown = new ShownTree();
  private readonly expanded = new Map<string, GroupPath>();
  /** Pages shown of a group; one when absent. */
  private readonly pageCounts = new Map<string, number>();
  /** Row nodes that left their group so lately that VS Code still knows them there, and when. */
  private readonly departures = new Map<string, number>();
  private last: BrowseReply | undefined;
  /** The group that was expanded last, and when VS Code was given its children. */
  private lastExpansion: { id: string; answeredAt: number | undefined } | undefined;
  /** VS Code was told that a group, or the tree, is empty because nothing could be fetched. */
  private owesAnswer = false;
  private grouping;
  private frameUpdate: Promise<void> | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly model: Pick<Model, 'browse' | 'refresh' | 'paused'>,
    private readonly arrangement: Arrangement,
  ) {
    this.grouping = arrangement.grouping;
    this.subscription = arrangement.onDidChange(() => this.rearrange());
  }

  /** The last reply that was taken in; absent before the first reading. */
  get reply(): BrowseReply | undefined {
    return this.last;
  }

  isExpanded(node: GroupNode): boolean {
    return this.expanded.has(node.id);
  }

  /** Children as VS Code wants them: at once where they are known. */
  async childrenOf(node: GroupNode | undefined): Promise<readonly TreeNode[]> {
    const id = node?.id ?? rootId;
    const children = this.shown.children(id) ?? (await this.fetchChildren(id, node));
    if (this.lastExpansion?.id === id) {
      this.lastExpansion.answeredAt ??= performance.now();
    }
    return children;
  }

  expand({ id, group }: GroupNode): void {
    if (this.lastExpansion?.id !== id) {
      this.lastExpansion = { id, answeredAt: this.shown.children(id) && performance.now() };
    }
    this.expandPath(id, group.path);
  }

  /**
   * Forgets what is below a group: VS Code would keep the old children and show them for a moment when the group is
   * expanded again. False when it was not the user who collapsed it: VS Code itself closes a group that is expanded while
   * the group around it is drawn anew (AsyncDataTree, asTreeElement of a stale node). Nobody collapses what is not drawn.
   */
  collapse(node: GroupNode): boolean {
    if (this.lastExpansion?.id === node.id) {
      const { answeredAt = Infinity } = this.lastExpansion;
      this.lastExpansion = undefined;
      if (performance.now() < answeredAt + drawnAfterMs) {
        return false;
      }
    }
    this.expanded.delete(node.id);
    this.noteDepartures(this.shown.forget(node.group.path));
    this.refresh([node]);
    return true;
  }

  async showMore({ parent }: MoreNode): Promise<void> {
    const id = parent?.id ?? rootId;
    this.pageCounts.set(id, (this.pageCounts.get(id) ?? 1) + 1);
    await this.update();
  }

  /** The node of a row in its group, expanding the groups above it; undefined when the first `mostRows` do not hold it. */
  async fetchRow(id: string, path: GroupPath, mostRows: number): Promise<RowNode | undefined> {
    const above = path.map((_, index) => path.slice(0, index + 1));
    above.forEach(group => this.expandPath(groupId(group), group));
    await this.update(above);
    if (this.shown.row(id) === undefined && this.shown.children(groupId(path)) !== undefined) {
      this.pageCounts.set(groupId(path), Math.ceil(mostRows / settings.treePageSize.value));
      await this.update();
    }
    return this.shown.row(id);
  }

  /** A frame has come. One that comes while another is taken in is skipped: the next follows soon. */
  updateFromFrame(): void {
    this.frameUpdate ??= this.update().finally(() => (this.frameUpdate = undefined));
  }

  /** Fetches what is on screen as of the last reading, and the groups that are wanted besides. */
  async update(wanted: readonly GroupPath[] = []): Promise<void> {
    const { grouping, query, hidesLoopback } = this.arrangement;
    const reply = await this.browse(wanted);
    const isOldQuestion =
      grouping !== this.arrangement.grouping ||
      query !== this.arrangement.query ||
      hidesLoopback !== this.arrangement.hidesLoopback;
    if (isOldQuestion) {
      return this.update();
    }
    if (reply === undefined || reply.takenAt < (this.last?.takenAt ?? 0)) {
      return;
    }
    this.last = reply;
    const { refresh, departed } = this.shown.apply(reply, { grouping, pageSize: settings.treePageSize.value });
    this.noteDepartures(departed);
    this.refresh(this.owesAnswer ? 'everything' : refresh);
    this.owesAnswer = false;
    this.fetched.fire();
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.refreshed, this.fetched).dispose();
  }

  private async fetchChildren(id: string, node: GroupNode | undefined): Promise<readonly TreeNode[]> {
    if (node !== undefined) {
      this.expand(node);
    }
    await this.update();
    if (this.shown.children(id)?.some(child => this.hasJustDeparted(child)) === true) {
      // VS Code 1.100 refuses an element that it still knows in another group.
      await delay(forgottenAfterMs);
    }
    const children = this.shown.children(id);
    this.owesAnswer ||= children === undefined;
    return children ?? [];
  }

  /** Undefined when there is nothing to be had: the model knows why. */
  private async browse(wanted: readonly GroupPath[]): Promise<BrowseReply | undefined> {
    try {
      let reply = await this.model.browse(this.request(wanted));
      if (reply.sequence === 0 && !(this.model.paused && this.last === undefined)) {
        // A monitor that was just started has read nothing yet.
        await this.model.refresh();
        reply = await this.model.browse(this.request(wanted));
      }
      return reply.sequence === 0 ? undefined : reply;
    } catch {
      return undefined;
    }
  }

  private request(wanted: readonly GroupPath[]): BrowseRequest {
    const { grouping, query, hidesLoopback } = this.arrangement;
    const paths = new Map<string, GroupPath>([[rootId, []]]);
    // Groups that are gone stay expanded for when they come back; until then nothing is asked about them.
    const present = [...this.expanded.values()].filter(path => this.shown.node(groupId(path)) !== undefined);
    [...present, ...wanted].sort((a, b) => a.length - b.length).forEach(path => paths.set(groupId(path), path));
    return {
      grouping,
      filter: query,
      hideLoopback: hidesLoopback,
      pages: [...paths].map(([id, path]) => ({
        path,
        limit: settings.treePageSize.value * (this.pageCounts.get(id) ?? 1),
      })),
    };
  }

  private rearrange(): void {
    if (this.grouping !== this.arrangement.grouping) {
      this.grouping = this.arrangement.grouping;
      this.expanded.clear();
    }
    this.pageCounts.clear();
    if (this.last !== undefined) {
      void this.update();
    }
  }

  private refresh(nodes: 'everything' | readonly TreeNode[]): void {
    if (nodes.length > 0) {
      this.refreshed.fire(nodes === 'everything' ? undefined : [...nodes]);
    }
  }

  private expandPath(id: string, path: GroupPath): void {
    this.expanded.set(id, path);
    if (this.expanded.size > mostExpanded) {
      this.expanded.delete(this.expanded.keys().next().value!);
    }
  }

  private noteDepartures(departed: readonly string[]): void {
    const now = performance.now();
    for (const [id, at] of this.departures) {
      if (now - at > forgottenAfterMs) {
        this.departures.delete(id);
      }
    }
    departed.forEach(id => this.departures.set(id, now));
  }

  private hasJustDeparted({ id }: TreeNode): boolean {
    const at = this.departures.get(id);
    return at !== undefined && performance.now() - at <= forgottenAfterMs;
  }
}
