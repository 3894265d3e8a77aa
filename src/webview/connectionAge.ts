import * as l10n from '@vscode/l10n';
import type { Trace } from '../protocol/monitor';
import type { View } from './view';

/** How long the connection has been in its state; '≥' where it may be longer. */
export function ageOf({ row, closedAt }: Trace, view: View): string {
  const { picture, words } = view;
  if (!picture.frame || !row) {
    return '';
  }
  const age = words.age(millisecondsSince(closedAt ?? row.stateSinceMs, view));
  return closedAt === undefined && !row.stateSinceIsExact ? `≥ ${age}` : age;
}

/** The same within a sentence, from a time of the host's clock. */
export function ageSince(ms: number, isExact: boolean, view: View): string {
  const age = view.words.age(millisecondsSince(ms, view));
  return isExact ? age : l10n.t('at least {0}', age);
}

/** Both times are the host's, so its clock cancels out; what passed since the picture came was measured here. */
function millisecondsSince(ms: number, { picture, elapsedMs }: View): number {
  return (picture.frame?.takenAt ?? ms) - ms + elapsedMs;
}
