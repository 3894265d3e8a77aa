import { sameFace, type Face } from './face';
import { rootId } from './node';

/** What is shown below one group, in order. */
export interface ShownPage {
  /** Id of the group, or `rootId`. */
  readonly id: string;
  readonly children: readonly ShownChild[];
}

export interface ShownChild {
  readonly id: string;
  readonly face: Face;
}

/**
 * Beyond so many changed children of one group, refreshing the group is cheaper: VS Code compares every element of a
 * refresh with every other.
 */
const mostSingleChildren = 20;

/**
 * The fewest elements whose refresh brings a tree that shows `before` to show `after`; `everything` when the top level
 * itself differs. A refresh of an element includes all below it, so no element is named beside one above it.
 *
 * Pages that are only in `after` need none: VS Code has just asked for them.
 */
export function changedElements(
  before: ReadonlyMap<string, ShownPage>,
  after: ReadonlyMap<string, ShownPage>,
): 'everything' | readonly string[] {
  const changed = new Set<string>();
  for (const page of after.values()) {
    const earlier = before.get(page.id);
    for (const id of earlier === undefined ? [] : changedWithin(earlier, page)) {
      if (id === rootId) {
        return 'everything';
      }
      changed.add(id);
    }
  }
  const parents = parentsOf(after);
  return [...changed].filter(id => !isBelowAny(id, changed, parents));
}

function changedWithin(earlier: ShownPage, page: ShownPage): readonly string[] {
  const { children } = page;
  if (
    children.length !== earlier.children.length ||
    children.some((child, index) => child.id !== earlier.children[index]!.id)
  ) {
    return [page.id];
  }
  const changed = children.filter((child, index) => !sameFace(child.face, earlier.children[index]!.face));
  return changed.length > mostSingleChildren ? [page.id] : changed.map(({ id }) => id);
}

/** The group around each child and each page. */
function parentsOf(pages: ReadonlyMap<string, ShownPage>): ReadonlyMap<string, string> {
  const parents = new Map<string, string>();
  for (const page of pages.values()) {
    for (const child of page.children) {
      parents.set(child.id, page.id);
    }
  }
  return parents;
}

function isBelowAny(id: string, ids: ReadonlySet<string>, parents: ReadonlyMap<string, string>): boolean {
  for (let above = parents.get(id); above !== undefined; above = parents.get(above)) {
    if (ids.has(above)) {
      return true;
    }
  }
  return false;
}
