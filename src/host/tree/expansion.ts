import type { GroupPath } from '../../protocol/monitor';
import { groupId } from './node';

/** Groups that come and go stay expanded, but not without end. */
const mostExpanded = 500;
/** From answering with a group's children until VS Code has drawn them, at the least. */
const drawnAfterMs = 50;
/** A group that is collapsed sooner after it was expanded was double-clicked, not closed on purpose. */
const meantAfterMs = 400;

/** Which groups are expanded, and how many pages of each are shown. */
export class Expansion {
  private readonly expanded = new Map<string, GroupPath>();
  /** One page when absent. */
  private readonly pageCounts = new Map<string, number>();
  /** The group that was expanded last, when, and when VS Code was given its children. */
  private last: { id: string; expandedAt: number; answeredAt: number | undefined } | undefined;

  get paths(): readonly GroupPath[] {
    return [...this.expanded.values()];
  }

  has(id: string): boolean {
    return this.expanded.has(id);
  }

  /** @param isFetched its children are known, so VS Code has them at once */
  expand(path: GroupPath, isFetched: boolean): void {
    const id = groupId(path);
    if (this.last?.id !== id) {
      const now = performance.now();
      this.last = { id, expandedAt: now, answeredAt: isFetched ? now : undefined };
    }
    this.expanded.set(id, path);
    if (this.expanded.size > mostExpanded) {
      this.expanded.delete(this.expanded.keys().next().value!);
    }
  }

  /** VS Code has been given the children of a group. */
  noteAnswer(id: string): void {
    if (this.last?.id === id) {
      this.last.answeredAt ??= performance.now();
    }
  }

  /**
   * False, and nothing done, when it was not the user who collapsed a group: VS Code itself closes one that is expanded
   * while the group around it is drawn anew (AsyncDataTree, asTreeElement of a stale node). So a collapse that comes at
   * once, or before the group is drawn, is not the user's.
   */
  collapse(id: string): boolean {
    if (this.last?.id === id) {
      const { expandedAt, answeredAt = Infinity } = this.last;
      this.last = undefined;
      if (performance.now() < Math.max(expandedAt + meantAfterMs, answeredAt + drawnAfterMs)) {
        return false;
      }
    }
    this.expanded.delete(id);
    return true;
  }

  collapseAll(): void {
    this.expanded.clear();
  }

  pagesOf(id: string): number {
    return this.pageCounts.get(id) ?? 1;
  }

  setPages(id: string, count: number): void {
    this.pageCounts.set(id, count);
  }

  showFirstPages(): void {
    this.pageCounts.clear();
  }
}
