/** Readings that are this close are never apart, whatever the others do. */
const closeMs = 3_000;
/** A distance counts as a gap when it is so many times longer than most of those around it. */
const factor = 3;
/** So many distances on either side are compared with it: readings slow down with cost, and old ones are merged. */
const reach = 4;

/** For each moment but the last, whether nothing was read for a while after it. */
export function gapsAfter(at: readonly number[]): boolean[] {
  const distances = at.slice(1).map((time, index) => time - at[index]!);
  return distances.map((distance, index) => {
    if (distance <= closeMs) {
      return false;
    }
    const around = distances.slice(Math.max(0, index - reach), index + reach + 1);
    const shorter = around.filter(other => other * factor < distance).length;
    return shorter * 2 > around.length - 1;
  });
}
