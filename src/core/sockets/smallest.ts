/**
 * The first `limit` items of an order, sorted, without sorting the rest: for a page of 200 among 100,000.
 * @param compare as for Array.prototype.sort
 */
export function smallest<Item>(items: Iterable<Item>, limit: number, compare: (a: Item, b: Item) => number): Item[] {
  const found: Item[] = [];
  for (const item of items) {
    if (found.length === limit && (limit === 0 || compare(item, found[limit - 1]!) >= 0)) {
      continue;
    }
    let low = 0;
    for (let high = found.length; low < high;) {
      const middle = (low + high) >> 1;
      if (compare(found[middle]!, item) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    found.splice(low, 0, item);
    found.length = Math.min(found.length, limit);
  }
  return found;
}
