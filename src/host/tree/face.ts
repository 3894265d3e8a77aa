import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { noProcessKey } from '../../core/sockets/grouping';
import { stateOf, type TcpStateName } from '../../core/tcp/states';
import type { Group, Grouping } from '../../protocol/monitor';
import { actorStyle } from '../../protocol/actorStyle';
import { shortEndpointsText } from './endpointText';
import { groupDescription, groupLabel } from './groupText';
import { rowDescription } from './rowText';

/** All that can be seen of a node. Two nodes with the same face need no refresh. */
export interface Face {
  label: string;
  description: string;
  /** A codicon's name. */
  icon: string;
  /** A theme colour's id; empty for the colour of the text. */
  color: string;
  /** Words that the `when` clauses of package.json look for in `viewItem`. */
  context: string;
}

export function sameFace(a: Face, b: Face): boolean {
  return (
    a.description === b.description &&
    a.label === b.label &&
    a.icon === b.icon &&
    a.color === b.color &&
    a.context === b.context
  );
}

export function rowFace(row: BrowsedRow, takenAt: number, grouping: Grouping): Face {
  return {
    label: shortEndpointsText(row),
    description: rowDescription(row, takenAt, grouping),
    ...actorStyle[row.actor],
    context: ['row', ...traitsOf(row)].join(' '),
  };
}

/** What a row's commands depend on. */
function* traitsOf(row: BrowsedRow): Generator<string> {
  if (row.direction !== 'none') {
    yield 'connection';
  }
  if (row.state === listening) {
    yield 'listener';
  }
  if (row.processes.length > 0) {
    yield 'owned';
  }
}

const listening: TcpStateName = 'LISTEN';

export function groupFace(group: Group): Face {
  return {
    label: groupLabel(group),
    description: groupDescription(group),
    ...groupLook(group),
    context: `group ${group.by}`,
  };
}

function groupLook({ by, key, listening: listened }: Group): Pick<Face, 'icon' | 'color'> {
  switch (by) {
    case 'state':
      return actorStyle[stateOf(key as TcpStateName).actor];
    case 'port':
      return { icon: listened === true ? 'plug' : 'arrow-swap', color: '' };
    case 'process':
      return { icon: key === noProcessKey ? 'circle-slash' : 'server-process', color: '' };
    case 'host':
      return { icon: 'vm', color: '' };
  }
}

export function moreFace(label: string): Face {
  return { label, description: '', icon: 'ellipsis', color: '', context: 'more' };
}
