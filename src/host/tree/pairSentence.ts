import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { pairVerdict, type PairVerdict } from '../../core/sockets/pairVerdict';
import { endNames } from '../../protocol/endNames';
import { spokenDuration } from './quantityText';

/** Of a connection of which both ends are on this machine: where they are, and which program must act, by name. */
export function pairSentence(row: BrowsedRow, otherEnd: BrowsedRow, takenAt: number): string {
  const names = endNames(row, otherEnd);
  const clause = verdictText(pairVerdict(row, otherEnd), names, takenAt);
  return vscode.l10n.t('{0} is in {1}, {2} is in {3}: {4}', names[0], row.state, names[1], otherEnd.state, clause);
}

function verdictText(verdict: PairVerdict, names: readonly [string, string], takenAt: number): string {
  switch (verdict.waitsFor) {
    case 'program':
      return missingCallText(verdict, names[verdict.end], takenAt);
    case 'segment':
      return vscode.l10n.t('a segment is on its way or was lost; no program needs to act.');
    case 'timer':
      return vscode.l10n.t('the kernel’s timer ends {0}; no program needs to act.', names[verdict.end]);
    case 'nobody':
      return vscode.l10n.t('nobody needs to act.');
  }
}

function missingCallText(
  { call, since }: Extract<PairVerdict, { waitsFor: 'program' }>,
  name: string,
  takenAt: number,
): string {
  const age = since === undefined ? '' : ageText(takenAt - since.ms, since.isExact);
  switch (call) {
    case 'close':
      return vscode.l10n.t('{0} has not called close() for {1}.', name, age);
    case 'accept':
      return vscode.l10n.t('the listener of {0} has not called accept() for {1}.', name, age);
    case 'read':
      return vscode.l10n.t('{0} does not read what was sent to it.', name);
  }
}

function ageText(milliseconds: number, isExact: boolean): string {
  const age = spokenDuration(milliseconds);
  return isExact ? age : vscode.l10n.t('at least {0}', age);
}
