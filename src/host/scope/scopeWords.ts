import * as vscode from 'vscode';
import type { ScopeName } from './scopes';

/** What a view that shows only these sockets says of itself. */
export function scopeText(scope: Exclude<ScopeName, 'machine'>): string {
  switch (scope) {
    case 'debug':
      return vscode.l10n.t('only debugged programs');
    case 'terminals':
      return vscode.l10n.t("only this window's terminals and tasks");
    case 'workspace':
      return vscode.l10n.t("only this workspace's processes");
  }
}
