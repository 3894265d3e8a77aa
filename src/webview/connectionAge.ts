import type { Trace } from '../protocol/monitor';
import type { View } from './view';

/** How long the connection has been in its state; '≥' where it may be longer. */
export function ageOf({ row, closedAt }: Trace, { picture, elapsedMs, words }: View): string {
  if (!picture.frame || !row) {
    return '';
  }
  // Both times are the host's, so its clock cancels out; what passed since then was measured here.
  const age = words.age(picture.frame.takenAt - (closedAt ?? row.stateSinceMs) + elapsedMs);
  return closedAt === undefined && !row.stateSinceIsExact ? `≥ ${age}` : age;
}
