/** The candidate that differs least from a word, if it differs by at most two letters or begins with it. */
export function closestWord(word: string, candidates: readonly string[]): string | undefined {
  const begun = candidates.find(candidate => word.length >= 2 && candidate.startsWith(word));
  if (begun !== undefined) {
    return begun;
  }
  const ranked = candidates
    .map(candidate => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0] !== undefined && ranked[0].distance <= 2 ? ranked[0].candidate : undefined;
}

/** Levenshtein's edit distance, one row at a time. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
