import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { groupLevels } from '../../core/sockets/groupLevels';
import { noProcessKey } from '../../core/sockets/grouping';
import type { Group, Grouping, GroupPath } from '../../protocol/monitor';
import type { Face } from './face';

/**
 * Nodes are interned: VS Code knows an element by its object, so a socket keeps its node, and its id, while it is shown,
 * whatever state it is in and whichever group it moves to.
 */
export type TreeNode = GroupNode | RowNode | MoreNode | WatchedNode;

export interface GroupNode {
  readonly kind: 'group';
  readonly id: string;
  readonly parent: GroupNode | undefined;
  group: Group;
  face: Face;
}

export interface RowNode {
  readonly kind: 'row';
  readonly id: string;
  parent: GroupNode;
  row: BrowsedRow;
  face: Face;
}

/** Stands for the children that a large group does not show yet. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly parent: GroupNode | undefined;
  face: Face;
}

/** A port that the user watches, above all else. */
export interface WatchedNode {
  readonly kind: 'watched';
  readonly id: string;
  readonly parent: undefined;
  readonly port: number;
  face: Face;
}

/** Also the key of a group's page; no key of a group holds a slash. */
export function groupId(path: GroupPath): string {
  return `group:${path.join('/')}`;
}

export const rootId = groupId([]);

export function rowId(id: string): string {
  return `row:${id}`;
}

export function moreId(path: GroupPath): string {
  return `more:${path.join('/')}`;
}

/** Where a row stands in the tree: the keys that the monitor groups it by. */
export function groupPathOf(row: BrowsedRow, grouping: Grouping): GroupPath {
  return groupLevels[grouping].map(by => {
    switch (by) {
      case 'state':
        return row.state;
      case 'port':
        return String(row.servicePort);
      case 'process':
        return String(row.processes[0]?.pid ?? noProcessKey);
      case 'host':
        return row.remote.address.replace(/%.*/, '');
    }
  });
}
