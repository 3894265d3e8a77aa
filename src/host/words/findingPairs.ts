import * as vscode from 'vscode';
import type { Finding } from '../../core/checks/finding';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { pairVerdict } from '../../core/sockets/pairVerdict';
import { countText } from '../tree/quantityText';
import type { FactText } from './findingFacts';
import { listed } from './joinedTexts';

/** Programs that are named at most; the rest is a number. */
const mostNamed = 3;

/** Who is at the other end of a finding's sockets, where that is a program of this machine, and which call which one owes. */
export function pairFacts(rows: readonly BrowsedRow[], others: readonly BrowsedRow[]): FactText[] {
  const byId = new Map(others.map(other => [other.id, other]));
  const pairs = rows.flatMap(row => {
    const other = row.otherEnd === undefined ? undefined : byId.get(row.otherEnd);
    return other === undefined ? [] : [[row, other] as const];
  });
  const owed = pairs.flatMap(pair => {
    const verdict = pairVerdict(...pair);
    if (verdict.waitsFor !== 'program') {
      return [];
    }
    const who = holderName(pair[verdict.end]);
    return who === undefined ? [] : [`${who}: ${verdict.call}()`];
  });
  return [
    ...tallied(vscode.l10n.t('Missing call'), owed),
    ...tallied(
      vscode.l10n.t('Other end'),
      pairs.flatMap(([, other]) => holderName(other) ?? []),
    ),
  ];
}

/** Which other machines are at the other ends, where the finding does not name one. */
export function peerFacts({ destination }: Pick<Finding, 'destination'>, rows: readonly BrowsedRow[]): FactText[] {
  const remote = rows.filter(({ loopback, remote: { port } }) => !loopback && port !== 0);
  return destination === undefined
    ? tallied(
        vscode.l10n.t('Peers'),
        remote.map(({ remote: { address } }) => address),
      )
    : [];
}

function holderName({ processes: [first] }: BrowsedRow): string | undefined {
  return first && `${first.name} ${first.pid}`;
}

/** 'curl 5123 (12), python 77': the most frequent first. */
function tallied(name: string, values: readonly string[]): FactText[] {
  const counts = new Map<string, number>();
  values.forEach(value => counts.set(value, (counts.get(value) ?? 0) + 1));
  if (counts.size === 0) {
    return [];
  }
  const all = [...counts].sort(([, a], [, b]) => b - a);
  const named = listed(
    all.slice(0, mostNamed).map(([value, count]) => (count === 1 ? value : `${value} (${countText(count)})`)),
  );
  const more = all.length - mostNamed;
  return [{ name, value: more > 0 ? vscode.l10n.t('{0} and {1} more', named, countText(more)) : named }];
}
