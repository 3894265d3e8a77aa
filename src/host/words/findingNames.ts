import * as vscode from 'vscode';
import type { Finding } from '../../core/checks/finding';

/** 'node (4711)', 'Process 4711', 'Port 3000', or words for a program that nobody knows. */
export function subjectName({ process, pid, port }: Pick<Finding, 'process' | 'pid' | 'port'>): string {
  if (pid !== undefined) {
    return process === undefined ? vscode.l10n.t('Process {0}', String(pid)) : `${process} (${pid})`;
  }
  return port === undefined ? vscode.l10n.t('A program') : vscode.l10n.t('The program of port {0}', String(port));
}

/** The server whose clients are meant: 'port 3000', or its program where it has several. */
export function serverName(finding: Pick<Finding, 'process' | 'pid' | 'port'>): string {
  return finding.port === undefined ? subjectName(finding) : vscode.l10n.t('port {0}', String(finding.port));
}

/** '10.0.0.1:5432', '[::1]:80', and the address alone where several ports are meant. */
export function endpointText(destination: Finding['destination']): string {
  if (destination === undefined) {
    return vscode.l10n.t('a peer');
  }
  const { address, port } = destination;
  return port === 0 ? address : address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

/** 83 % */
export function percentText(share: number | undefined): string {
  return share === undefined
    ? '–'
    : new Intl.NumberFormat(vscode.env.language, { style: 'percent', maximumFractionDigits: 0 }).format(share);
}

/** How bad it is, as a label. */
export function severityText(severity: Finding['severity']): string {
  return severityTexts()[severity];
}

const severityTexts = (): Readonly<Record<Finding['severity'], string>> => ({
  error: vscode.l10n.t('Error'),
  warning: vscode.l10n.t('Warning'),
  info: vscode.l10n.t('Information'),
});
