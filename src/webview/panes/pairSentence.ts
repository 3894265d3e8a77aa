import * as l10n from '@vscode/l10n';
import { pairVerdict, type PairVerdict } from '../../core/sockets/pairVerdict';
import { endNames } from '../../protocol/endNames';
import { ageSince } from '../connectionAge';
import type { Pair } from '../shownConnections';
import type { View } from '../view';

/** Where both ends are and which program must act, by name; undefined while one end is not known or has closed. */
export function pairSentence({ one, other }: Pair, view: View): string | undefined {
  if (!one.row || !other.row || one.closedAt !== undefined || other.closedAt !== undefined) {
    return undefined;
  }
  const names = endNames(one.row, other.row);
  const verdict = pairVerdict(one.row, other.row);
  const clause = verdictText(verdict, names, view);
  return l10n.t('{0} is in {1}, {2} is in {3}: {4}', names[0], one.row.state, names[1], other.row.state, clause);
}

function verdictText(verdict: PairVerdict, names: readonly [string, string], view: View): string {
  switch (verdict.waitsFor) {
    case 'program':
      return missingCallText(verdict, names[verdict.end], view);
    case 'segment':
      return l10n.t('a segment is on its way or was lost; no program needs to act.');
    case 'timer':
      return l10n.t('the kernel’s timer ends {0}; no program needs to act.', names[verdict.end]);
    case 'nobody':
      return l10n.t('nobody needs to act.');
  }
}

function missingCallText(
  { call, since }: Extract<PairVerdict, { waitsFor: 'program' }>,
  name: string,
  view: View,
): string {
  const age = since === undefined ? '' : ageSince(since.ms, since.isExact, view);
  switch (call) {
    case 'close':
      return l10n.t('{0} has not called close() for {1}.', name, age);
    case 'accept':
      return l10n.t('the listener of {0} has not called accept() for {1}.', name, age);
    case 'read':
      return l10n.t('{0} does not read what was sent to it.', name);
  }
}
