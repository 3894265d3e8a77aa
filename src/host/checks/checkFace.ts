import * as vscode from 'vscode';
import type { CheckReport, MissingFact } from '../../core/checks/check';
import type { Finding, FindingCode } from '../../core/checks/finding';
import type { SessionReport } from '../debug/sessionReports';
import type { Face } from '../tree/face';
import { tcpStates } from '../../core/tcp/states';
import { countText, durationText } from '../tree/quantityText';
import { checkNames, missingTexts } from '../words/checkNames';
import type { FactText } from '../words/findingFacts';
import { findingLabel, findingWhere } from '../words/findingLabels';
import type { ListNode } from './checkNode';
import { severityIcons } from './severityIcons';

export function findingFace(finding: Finding, isIgnored: boolean): Face {
  const isShown = finding.evidence.length > 0;
  return {
    label: findingLabel(finding),
    description: findingWhere(finding),
    ...severityIcons[finding.severity],
    context: `finding ${isIgnored ? 'hushed' : 'heard'}${isShown ? ' shown' : ''}`,
  };
}

/** Who still holds something can do something about it; what the kernel keeps goes by itself. */
export function sessionFace({ name, total, rows }: SessionReport): Face {
  if (total === 0) {
    const label = vscode.l10n.t('{0} left nothing behind', name);
    return { label, description: '', icon: 'pass', color: 'testing.iconPassed', context: 'session' };
  }
  const isHeld = rows.some(({ processes }) => processes.length > 0);
  return {
    label: vscode.l10n.t('Left behind by {0}', name),
    description: leftText(rows),
    ...(isHeld ? severityIcons.warning : { icon: 'history', color: '' }),
    context: 'session',
  };
}

/** 'TIME-WAIT 3 · gone in 58s', or 'LISTEN 1 · TIME-WAIT 3 (gone in 58s)': what has no timer does not go by itself. */
function leftText(rows: SessionReport['rows']): string {
  return tcpStates
    .flatMap(({ name }) => {
      const own = rows.filter(({ state }) => state === name);
      const timers = own.flatMap(({ timer }) => (timer?.kind === 'time-wait' ? [timer.expiresMs] : []));
      const text = `${name} ${countText(own.length)}`;
      if (own.length === 0 || timers.length < own.length) {
        return own.length === 0 ? [] : [text];
      }
      const gone = vscode.l10n.t('gone in {0}', durationText(Math.max(...timers)));
      return own.length === rows.length ? [text, gone] : [`${text} (${gone})`];
    })
    .join(' · ');
}

export function factFace({ name, value }: FactText): Face {
  return { label: name, description: value, icon: '', color: '', context: 'fact' };
}

export function listFace(id: ListNode['id'], count: number): Face {
  const looks = {
    ignored: { label: vscode.l10n.t('Ignored'), icon: 'bell-slash', color: '' },
    passed: { label: vscode.l10n.t('Found nothing'), icon: 'pass', color: 'testing.iconPassed' },
    'not-made': { label: vscode.l10n.t('Not checked'), icon: 'circle-slash', color: '' },
  };
  return { ...looks[id], description: countText(count), context: id };
}

export function checkedFace(code: FindingCode, lacks: MissingFact | undefined): Face {
  return {
    label: checkNames()[code],
    description: lacks === undefined ? '' : missingTexts()[lacks],
    icon: lacks === undefined ? 'check' : 'dash',
    color: '',
    context: 'checked',
  };
}

/**
 * What stands above the findings; nothing where they speak for themselves.
 * @param shown findings, and sessions that left something behind
 */
export function reportMessage({ passed, notMade }: CheckReport, shown: number, ignored: number): string {
  if (shown > 0) {
    return '';
  }
  const well =
    ignored > 0
      ? vscode.l10n.t('All is well, but for what you ignore.')
      : passed.length === 1
        ? vscode.l10n.t('All is well: 1 check found nothing.')
        : vscode.l10n.t('All is well: {0} checks found nothing.', countText(passed.length));
  switch (notMade.length) {
    case 0:
      return well;
    case 1:
      return `${well} ${vscode.l10n.t('1 could not be made here.')}`;
    default:
      return `${well} ${vscode.l10n.t('{0} could not be made here.', countText(notMade.length))}`;
  }
}
