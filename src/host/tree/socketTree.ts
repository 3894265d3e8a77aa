import * as vscode from 'vscode';
import type { Scope } from '../../core/programs/scope';
import type { BrowseReply, BrowseRequest, GroupPath } from '../../protocol/monitor';
import type { Model } from '../model';
import { settings } from '../settings';
import type { TreeArrangement } from './arrangement';
import { Departures } from './departures';
import { Expansion } from './expansion';
import { groupId, rootId, type GroupNode, type MoreNode, type RowNode, type TreeNode } from './node';
import { ShownTree } from './shownTree';
import { TooltipPause } from './tooltipPause';

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
  readonly tooltipPause = new TooltipPause(() => this.updateFromFrame());
  private readonly expansion = new Expansion();
  private readonly departures = new Departures();
  private last: BrowseReply | undefined;
  /** Of the last reply that was taken in. */
  private lastSource: string | undefined;
  private frameUpdate: Promise<void> | undefined;
  private momentUpdate: Promise<void> | undefined;
  /** Numbers of the last question asked and of the last one whose reply was taken in; an older reply comes too late. */
  private questions = 0;
  private answered = 0;
  /** VS Code was told that a group, or the tree, is empty because nothing could be fetched. */
  private owesAnswer = false;
  private grouping;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly model: Pick<Model, 'browse' | 'refresh' | 'paused' | 'moment' | 'namespace'>,
    private readonly arrangement: TreeArrangement,
  ) {
    this.grouping = arrangement.grouping;
    this.subscription = arrangement.onDidChange(() => this.rearrange());
  }

  /** The last reply that was taken in; absent before the first reading. */
  get reply(): BrowseReply | undefined {
    return this.last;
  }

  /** The node is one of this tree, and not of another view's. */
  holds(node: TreeNode): boolean {
    return this.shown.node(node.id) === node;
  }

  isExpanded(node: GroupNode): boolean {
    return this.expansion.has(node.id);
  }

  /** Children as VS Code wants them: at once where they are known. */
  async childrenOf(node: GroupNode | undefined): Promise<readonly TreeNode[]> {
    const id = node?.id ?? rootId;
    const children = this.shown.children(id) ?? (await this.fetchChildren(id, node));
    this.expansion.noteAnswer(id);
    return children;
  }

  expand({ id, group }: GroupNode): void {
    this.expansion.expand(group.path, this.shown.children(id) !== undefined);
  }

  /**
   * Forgets what is below a group: VS Code would keep the old children and show them for a moment when the group is
   * expanded again. False when it was not the user who collapsed it, and it has to be expanded again.
   */
  collapse(node: GroupNode): boolean {
    if (!this.expansion.collapse(node.id)) {
      return false;
    }
    this.departures.note(this.shown.forget(node.group.path));
    this.refresh([node]);
    return true;
  }

  async showMore({ parent }: MoreNode): Promise<void> {
    const id = parent?.id ?? rootId;
    this.expansion.setPages(id, this.expansion.pagesOf(id) + 1);
    await this.update();
  }

  /** The node of a row in its group, expanding the groups above it; undefined when the first `mostRows` do not hold it. */
  async fetchRow(id: string, path: GroupPath, mostRows: number): Promise<RowNode | undefined> {
    const above = path.map((_, index) => path.slice(0, index + 1));
    above.forEach(group => this.expansion.expand(group, true));
    await this.update(above);
    if (this.shown.row(id) === undefined && this.shown.children(groupId(path)) !== undefined) {
      this.expansion.setPages(groupId(path), Math.ceil(mostRows / settings.treePageSize.value));
      await this.update();
    }
    return this.shown.row(id);
  }

  /** A frame has come. One that comes while another is taken in is skipped: the next follows soon. */
  updateFromFrame(): void {
    if (!this.tooltipPause.isOn) {
      const isWelcome = () => !this.tooltipPause.isOn; // A tooltip may have been opened while the answer was on its way.
      this.frameUpdate ??= this.update([], isWelcome).finally(() => (this.frameUpdate = undefined));
    }
  }

  /** The window looks at another moment. Of those that come while one is taken in, only the last is. */
  followMoment(): void {
    this.tooltipPause.noteAction();
    if (this.momentUpdate === undefined) {
      const { moment } = this.model;
      this.momentUpdate = this.update().finally(() => {
        this.momentUpdate = undefined;
        if (this.model.moment !== moment) {
          this.followMoment();
        }
      });
    }
  }

  /**
   * Fetches what is on screen as of the last reading, and the groups that are wanted besides.
   * @param isWelcome asked when the answer is there; without it what is shown stays as it is
   */
  async update(wanted: readonly GroupPath[] = [], isWelcome = () => true): Promise<void> {
    const { grouping, query, hidesLoopback } = this.arrangement;
    const { scope } = this;
    const source = sourceOf(this.model);
    const question = ++this.questions;
    const reply = await this.browse(wanted);
    const isOldQuestion =
      source !== sourceOf(this.model) ||
      grouping !== this.arrangement.grouping ||
      query !== this.arrangement.query ||
      hidesLoopback !== this.arrangement.hidesLoopback ||
      scope?.id !== this.scope?.id;
    if (isOldQuestion) {
      return this.update(wanted, isWelcome);
    }
    if (reply === undefined) {
      this.forgetOtherSource(source);
      return;
    }
    if (question < this.answered || !isWelcome()) {
      return;
    }
    this.answered = question;
    this.last = reply;
    this.lastSource = source;
    const { refresh, departed } = this.shown.apply(reply, { grouping, pageSize: settings.treePageSize.value });
    this.departures.note(departed);
    this.refresh(this.owesAnswer ? 'everything' : refresh);
    this.owesAnswer = false;
    this.fetched.fire();
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.tooltipPause, this.refreshed, this.fetched).dispose();
  }

  /** What a recording showed must not stay where there is nothing live to take its place. */
  private forgetOtherSource(source: string): void {
    if (this.last !== undefined && this.lastSource !== source) {
      this.last = undefined;
      this.departures.note(this.shown.clear());
      this.refresh('everything');
      this.fetched.fire();
    }
  }

  private async fetchChildren(id: string, node: GroupNode | undefined): Promise<readonly TreeNode[]> {
    if (node !== undefined) {
      this.expand(node);
    }
    await this.update();
    await this.departures.forgotten(this.shown.children(id)?.map(child => child.id) ?? []);
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
    const { scope } = this;
    const paths = new Map<string, GroupPath>([[rootId, []]]);
    // Groups that are gone stay expanded for when they come back; until then nothing is asked about them.
    const present = this.expansion.paths.filter(path => this.shown.node(groupId(path)) !== undefined);
    [...present, ...wanted].sort((a, b) => a.length - b.length).forEach(path => paths.set(groupId(path), path));
    return {
      grouping,
      filter: query,
      hideLoopback: hidesLoopback,
      ...(scope && { scope }),
      pages: [...paths].map(([id, path]) => ({
        path,
        limit: settings.treePageSize.value * this.expansion.pagesOf(id),
      })),
    };
  }

  private get scope(): Scope | undefined {
    return this.arrangement.scopeIn(this.model.moment?.recording);
  }

  private rearrange(): void {
    if (this.grouping !== this.arrangement.grouping) {
      this.grouping = this.arrangement.grouping;
      this.expansion.collapseAll();
    }
    this.expansion.showFirstPages();
    if (this.last !== undefined) {
      void this.update();
    }
  }

  private refresh(nodes: 'everything' | readonly TreeNode[]): void {
    if (nodes.length > 0) {
      this.refreshed.fire(nodes === 'everything' ? undefined : [...nodes]);
    }
  }
}

/** Where the rows come from: an opened recording, or a namespace that the monitor reads and has recorded itself. */
function sourceOf({ moment, namespace }: Pick<Model, 'moment' | 'namespace'>): string {
  return moment?.recording ?? (namespace === undefined ? '' : `namespace ${namespace.id}`);
}
