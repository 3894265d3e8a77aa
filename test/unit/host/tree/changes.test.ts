import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedElements, type ShownPage } from '../../../../src/host/tree/changes';
import type { Face } from '../../../../src/host/tree/face';

type Pages = ReadonlyMap<string, ShownPage>;

const root = 'group:';

function face(description: string): Face {
  return { label: 'label', description, icon: 'plug', color: '', context: 'row' };
}

/** Pages from `{ group: { child: description } }`. */
function pagesOf(tree: Record<string, Record<string, string>>): Pages {
  return new Map(
    Object.entries(tree).map(([id, children]) => [
      id,
      {
        id,
        children: Object.entries(children).map(([child, description]) => ({ id: child, face: face(description) })),
      },
    ]),
  );
}

describe('what has to be refreshed', () => {
  const before = { [root]: { a: '2', b: '1' }, a: { a1: 'x', a2: 'y' }, b: { b1: 'z' } };

  it.each<[string, Record<string, Record<string, string>>, 'everything' | string[]]>([
    ['nothing, when nothing changed', before, []],
    ['a row alone', { ...before, a: { a1: 'new', a2: 'y' } }, ['a1']],
    ['a group whose rows are others', { ...before, a: { a1: 'x', a3: 'y' } }, ['a']],
    ['a group whose rows are in another order', { ...before, a: { a2: 'y', a1: 'x' } }, ['a']],
    ['both groups of a row that moved', { ...before, a: { a1: 'x' }, b: { b1: 'z', a2: 'y' } }, ['a', 'b']],
    [
      'a group, and not its rows beside it',
      { ...before, [root]: { a: '3', b: '1' }, a: { a1: 'new', a2: 'y' } },
      ['a'],
    ],
    ['everything, when a top group is new', { ...before, [root]: { a: '2', b: '1', c: '1' } }, 'everything'],
    ['nothing for a group that was just expanded', { ...before, b1: { deep: '1' } }, []],
    ['nothing for a group that was collapsed', { [root]: before[root], b: before.b }, []],
  ])('%s', (_, after, expected) => {
    expect(changedElements(pagesOf(before), pagesOf(after))).toEqual(expected);
  });

  it('is the group itself when many of its rows changed', () => {
    const rows = (text: string) => Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`a${index}`, text]));
    const tree = (text: string) => pagesOf({ [root]: { a: '30' }, a: rows(text) });
    expect(changedElements(tree('old'), tree('new'))).toEqual(['a']);
  });
});

/** What VS Code draws: each group with what is below it. */
type Drawn = { id: string; face: Face; below: Drawn }[];

function draw(pages: Pages, id: string): Drawn {
  return (pages.get(id)?.children ?? []).map(child => ({ ...child, below: draw(pages, child.id) }));
}

/** Asks again for the refreshed elements alone, as VS Code does, with the children of groups that it had expanded. */
function redraw(drawn: Drawn, refreshed: ReadonlySet<string>, pages: Pages): Drawn {
  const faces = new Map([...pages.values()].flatMap(page => page.children.map(child => [child.id, child.face])));
  return drawn.map(({ id, face: old, below }) =>
    refreshed.has(id)
      ? { id, face: faces.get(id)!, below: draw(pages, id) }
      : { id, face: old, below: redraw(below, refreshed, pages) },
  );
}

it('brings any tree to show any other', () => {
  const rows = fc.uniqueArray(fc.tuple(fc.constantFrom('1', '2', '3', '4'), fc.constantFrom('x', 'y')), {
    selector: ([id]) => id,
  });
  const groups = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('p', 'q'), rows), {
    selector: ([id]) => id,
  });
  const trees = groups.map(some =>
    pagesOf({
      [root]: Object.fromEntries(some.map(([id, text]) => [id, text])),
      ...Object.fromEntries(
        some.map(([id, , children]) => [id, Object.fromEntries(children.map(([child, text]) => [id + child, text]))]),
      ),
    }),
  );
  fc.assert(
    fc.property(trees, trees, (before, after) => {
      const refresh = changedElements(before, after);
      const drawn = refresh === 'everything' ? draw(after, root) : redraw(draw(before, root), new Set(refresh), after);
      expect(drawn).toEqual(draw(after, root));
    }),
  );
});
