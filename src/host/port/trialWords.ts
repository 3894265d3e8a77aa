import * as vscode from 'vscode';
import { agrees, type BindTrial } from '../../core/checks/port/bindTrial';
import type { BindVerdict } from '../../core/checks/port/portReport';

/** What the kernel answered to a trial bind. */
export function trialSentence({ plain, withReuseAddress, withReusePort }: BindTrial): string {
  if (plain === 'ok' && withReuseAddress === 'ok') {
    return vscode.l10n.t('Tried: it worked.');
  }
  if (withReuseAddress === 'ok') {
    return vscode.l10n.t('Tried: {0}; with SO_REUSEADDR it worked.', plain);
  }
  if (withReusePort === 'ok') {
    return vscode.l10n.t('Tried: {0}, with SO_REUSEADDR too; with SO_REUSEPORT it worked.', plain);
  }
  return plain === withReuseAddress
    ? vscode.l10n.t('Tried: {0}, with SO_REUSEADDR too.', plain)
    : vscode.l10n.t('Tried: {0}; with SO_REUSEADDR {1}.', plain, withReuseAddress);
}

/** Said when rules and kernel differ: neither is hidden. */
export function disagreement(verdict: BindVerdict, trial: BindTrial): string | undefined {
  return agrees(verdict, trial)
    ? undefined
    : vscode.l10n.t("The kernel answered differently from what its rules suggest; the kernel's answer counts.");
}
