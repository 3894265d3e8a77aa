import * as vscode from 'vscode';
import type { PortListener, PortProcess, PortSummary } from '../../core/sockets/portSummary';
import { tcpStates } from '../../core/tcp/states';
import type { StateCounts } from '../../protocol/monitor';
import { withoutIcons } from '../markdown';
import { countText } from '../tree/quantityText';
import { listed } from '../words/joinedTexts';

/** States that a lens counts at most; the rest is a click away. */
const mostStates = 4;

/** `3000: LISTEN 127.0.0.1, ::1 · node 4711 · 37 ESTABLISHED, 3 CLOSE-WAIT · queue 0/511`, or that nobody listens. */
export function lensTitle(summary: PortSummary): string {
  const { port, listeners } = summary;
  const listening =
    listeners.length === 0
      ? vscode.l10n.t('{0}: nobody listens here', String(port))
      : vscode.l10n.t('{0}: LISTEN {1}', String(port), addressesText(listeners));
  return withDetails(listening, summary);
}

/** The same of a port that a container has for itself: what this machine's port of that number does is another matter. */
export function containerLensTitle(summary: PortSummary): string {
  const { port, listeners } = summary;
  const listening =
    listeners.length === 0
      ? vscode.l10n.t('{0} in the container; nobody listens on {0} of this machine', String(port))
      : vscode.l10n.t('{0} in the container; on this machine LISTEN {1}', String(port), addressesText(listeners));
  return withDetails(listening, summary);
}

function withDetails(listening: string, { listeners, served }: PortSummary): string {
  return [listening, processesText(listeners), stateCountsText(served, mostStates), queueText(listeners)]
    .filter(part => part !== '')
    .join(' · ');
}

/** 127.0.0.1, ::1; `*` takes both families. */
function addressesText(listeners: readonly PortListener[]): string {
  return listed([...new Set(listeners.map(addressText))]);
}

export function addressText({ address, v6Only }: PortListener): string {
  return address === '::' && v6Only === false ? '*' : address;
}

/** node 4711 (this debug session), node 4712 */
function processesText(listeners: readonly PortListener[]): string {
  const names = listeners.flatMap(({ processes }) => processes.map(processText));
  return withoutIcons(listed([...new Set(names)]));
}

export function processText({ name, pid, scope }: PortProcess): string {
  const text = `${name} ${pid}`;
  const say = scope === undefined ? undefined : scopeWords[scope];
  return say === undefined ? text : say(text);
}

/** By the id of a scope. */
const scopeWords: Readonly<Partial<Record<string, (process: string) => string>>> = {
  debug: process => vscode.l10n.t('{0} (this debug session)', process),
  terminals: process => vscode.l10n.t('{0} (a terminal of this window)', process),
  workspace: process => vscode.l10n.t('{0} (this workspace)', process),
};

/** 37 ESTABLISHED, 3 CLOSE-WAIT: the most sockets first. */
export function stateCountsText(counts: StateCounts, most = tcpStates.length): string {
  return listed(
    tcpStates
      .map(({ name }) => ({ name, count: counts[name] ?? 0 }))
      .filter(({ count }) => count > 0)
      .sort((a, b) => b.count - a.count)
      .slice(0, most)
      .map(({ name, count }) => `${countText(count)} ${name}`),
  );
}

/** The fullest of the queues; empty where the source does not tell their limits. */
function queueText(listeners: readonly PortListener[]): string {
  const known = listeners.filter(({ backlogLimit }) => backlogLimit !== undefined);
  const [fullest] = known.sort((a, b) => share(b) - share(a));
  return fullest === undefined
    ? ''
    : vscode.l10n.t('queue {0}/{1}', countText(fullest.waiting), countText(fullest.backlogLimit!));
}

function share({ waiting, backlogLimit = 0 }: PortListener): number {
  return waiting / Math.max(1, backlogLimit);
}
