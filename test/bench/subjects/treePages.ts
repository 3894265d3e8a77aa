import type { BrowseReply, BrowseRequest, GroupPath } from '../../../src/protocol/monitor';

/** The page size that package.json sets. */
const limit = 200;

/** What the tree asks for with its largest state open, and the largest port in that one. @param last what it was answered before */
export function treePages(last: BrowseReply | undefined): BrowseRequest {
  const paths: GroupPath[] = [[]];
  for (let depth = 0; depth < 2; depth++) {
    const [largest] = last?.pages[depth]?.groups.toSorted((a, b) => b.count - a.count) ?? [];
    if (largest !== undefined) {
      paths.push(largest.path);
    }
  }
  return { grouping: 'state', filter: '', hideLoopback: false, pages: paths.map(path => ({ path, limit })) };
}
