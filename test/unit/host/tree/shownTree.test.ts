import { describe, expect, it } from 'vitest';
import { stateOf, type TcpStateName } from '../../../../src/core/tcp/states';
import { ShownTree } from '../../../../src/host/tree/shownTree';
import type { BrowsePage, BrowseReply, Group } from '../../../../src/protocol/monitor';
import { browsedRow, takenAt } from './browsedRow';

const look = { grouping: 'state', pageSize: 2 } as const;
const group = (path: readonly string[], by: Group['by'], count: number): Group => ({
  path,
  key: path.at(-1)!,
  by,
  count,
  perSecond: 0,
  counts: {},
});

/** A reply that shows states with their port 3000 expanded. */
function reply(tree: Partial<Record<TcpStateName, readonly string[]>>, later = 0): BrowseReply {
  const states = Object.entries(tree) as [TcpStateName, readonly string[]][];
  const pages = states.flatMap(([state, ids]): BrowsePage[] => [
    { path: [state], total: 1, groups: [group([state, '3000'], 'port', ids.length)], rows: [] },
    {
      path: [state, '3000'],
      total: ids.length,
      groups: [],
      rows: ids.slice(0, 2).map(id => browsedRow({ id, state, actor: stateOf(state).actor })),
    },
  ]);
  const root = {
    path: [],
    total: states.length,
    groups: states.map(([state, ids]) => group([state], 'state', ids.length)),
    rows: [],
  };
  return { sequence: 1, takenAt: takenAt + later, total: 3, matching: 3, pages: [root, ...pages] };
}

describe('the tree on screen', () => {
  it('keeps the node of a row that moves to another group, under the same id', () => {
    const shown = new ShownTree();
    shown.apply(reply({ ESTABLISHED: ['c1', 'c2'], 'CLOSE-WAIT': ['c3'] }), look);
    const node = shown.row('c2');
    const { refresh, departed } = shown.apply(reply({ ESTABLISHED: ['c1'], 'CLOSE-WAIT': ['c3', 'c2'] }), look);
    expect(shown.row('c2')).toBe(node);
    expect(node).toMatchObject({ id: 'row:c2', row: { state: 'CLOSE-WAIT' }, parent: { id: 'group:CLOSE-WAIT/3000' } });
    expect(departed).toEqual(['row:c2']);
    expect(refresh).toMatchObject([{ id: 'group:ESTABLISHED' }, { id: 'group:CLOSE-WAIT' }]);
  });

  it('refreshes nothing while nothing that can be seen changes', () => {
    const shown = new ShownTree();
    shown.apply(reply({ ESTABLISHED: ['c1'] }), look);
    expect(shown.apply(reply({ ESTABLISHED: ['c1'] }, 300), look).refresh).toEqual([]);
  });

  it('refreshes a row when its age shows another second', () => {
    const shown = new ShownTree();
    shown.apply(reply({ ESTABLISHED: ['c1'] }), look);
    const { refresh } = shown.apply(reply({ ESTABLISHED: ['c1'] }, 2_000), look);
    expect(refresh).toEqual([shown.row('c1')]);
    expect(shown.row('c1')?.face.description).toBe('node 4711 · 3m 14s');
  });

  it('ends a large group with how many more there are', () => {
    const shown = new ShownTree();
    shown.apply(reply({ ESTABLISHED: ['c1', 'c2', 'c3', 'c4', 'c5'] }), look);
    expect(
      shown
        .children('group:ESTABLISHED/3000')
        ?.map(({ face }) => face.label)
        .at(-1),
    ).toBe('Show 2 more of 5');
  });

  it('forgets what is below a collapsed group, and all of it', () => {
    const shown = new ShownTree();
    shown.apply(reply({ ESTABLISHED: ['c1'], 'CLOSE-WAIT': ['c2'] }), look);
    expect(shown.forget(['ESTABLISHED'])).toEqual(['group:ESTABLISHED/3000', 'row:c1']);
    expect(shown.children('group:ESTABLISHED/3000')).toBeUndefined();
    expect(shown.row('c2')).toBeDefined();
  });
});
