import type { BrowsePage, BrowseReply, Grouping, GroupPath } from '../../protocol/monitor';
import { changedElements, type ShownPage } from './changes';
import { groupFace, moreFace, rowFace } from './face';
import { moreLabel } from './groupText';
import { groupId, moreId, rootId, rowId, type GroupNode, type RowNode, type TreeNode } from './node';

interface Page extends ShownPage {
  readonly children: readonly TreeNode[];
}

/** What was asked for, as far as it decides how the answer looks. */
export interface Look {
  grouping: Grouping;
  pageSize: number;
}

export interface Changes {
  /** Elements that VS Code has to ask for again. */
  refresh: 'everything' | readonly TreeNode[];
  /** Ids of row nodes that are no longer in the group they were in. */
  departed: readonly string[];
}

/** The part of the tree that is on screen: the pages that were fetched, and their interned nodes. */
export class ShownTree {
  private pages = new Map<string, Page>();
  private nodes = new Map<string, TreeNode>();

  /** Children of a group, or of the root; undefined when they have not been fetched. */
  children(id: string): readonly TreeNode[] | undefined {
    return this.pages.get(id)?.children;
  }

  node(id: string): TreeNode | undefined {
    return this.nodes.get(id);
  }

  row(id: string): RowNode | undefined {
    const node = this.nodes.get(rowId(id));
    return node?.kind === 'row' ? node : undefined;
  }

  /** Takes in a reply, and says what it changed. */
  apply(reply: BrowseReply, look: Look): Changes {
    const before = this.facesNow();
    const nodes = new Map<string, TreeNode>();
    const pages = new Map<string, Page>();
    for (const page of reply.pages) {
      const id = groupId(page.path);
      // A group that is gone has an empty page; its parent's page comes first and no longer names it.
      const parent = id === rootId ? undefined : nodes.get(id);
      if (id === rootId || parent?.kind === 'group') {
        const children = this.childrenOf(page, parent as GroupNode | undefined, reply.takenAt, look);
        children.forEach(child => nodes.set(child.id, child));
        pages.set(id, { id, children });
      }
    }
    this.pages = pages;
    this.nodes = nodes;
    const changed = changedElements(before, pages);
    return {
      refresh: changed === 'everything' ? changed : changed.map(id => nodes.get(id)!),
      departed: departedRows(before, pages),
    };
  }

  /** Forgets what is below a group that was collapsed, and returns the ids of what that was. */
  forget(path: GroupPath): string[] {
    const id = groupId(path);
    const below = [...this.pages.values()].filter(page => page.id === id || page.id.startsWith(`${id}/`));
    below.forEach(page => this.pages.delete(page.id));
    const children = below.flatMap(page => page.children.map(child => child.id));
    children.forEach(child => this.nodes.delete(child));
    return children;
  }

  /** Forgets everything, and returns the ids of the rows. */
  clear(): string[] {
    const departed = departedRows(this.facesNow(), new Map());
    this.pages = new Map();
    this.nodes = new Map();
    return departed;
  }

  /** Nodes change in place, so what they showed is copied before they do. */
  private facesNow(): ReadonlyMap<string, ShownPage> {
    return new Map(
      [...this.pages].map(([id, { children }]) => [
        id,
        { id, children: children.map(child => ({ id: child.id, face: child.face })) },
      ]),
    );
  }

  private childrenOf(page: BrowsePage, parent: GroupNode | undefined, takenAt: number, look: Look): TreeNode[] {
    const { path, groups, rows, total } = page;
    const children: TreeNode[] = groups.map(group =>
      this.intern({ kind: 'group', id: groupId(group.path), parent, group, face: groupFace(group) }),
    );
    if (parent !== undefined) {
      for (const row of rows) {
        const face = rowFace(row, takenAt, look.grouping);
        children.push(this.intern({ kind: 'row', id: rowId(row.id), parent, row, face }));
      }
    }
    if (total > children.length) {
      const face = moreFace(moreLabel(total, children.length, look.pageSize));
      children.push(this.intern({ kind: 'more', id: moreId(path), parent, face }));
    }
    return children;
  }

  private intern(fresh: TreeNode): TreeNode {
    const known = this.nodes.get(fresh.id);
    return known?.kind === fresh.kind ? Object.assign(known, fresh) : fresh;
  }
}

function departedRows(before: ReadonlyMap<string, ShownPage>, after: ReadonlyMap<string, ShownPage>): string[] {
  return [...before.values()].flatMap(({ id, children }) => {
    const staying = new Set(after.get(id)?.children.map(child => child.id));
    return children.map(child => child.id).filter(child => !staying.has(child));
  });
}
