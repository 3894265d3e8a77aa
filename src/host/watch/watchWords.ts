import * as vscode from 'vscode';
import type { WatchedPort } from '../../core/watch/watchedPort';
import type { PortSummary } from '../../core/sockets/portSummary';
import { tcpStates } from '../../core/tcp/states';
import { withoutIcons } from '../markdown';
import { countText } from '../tree/quantityText';
import { listed } from '../words/joinedTexts';

/** node (4711), python (12); undefined when nobody listens. */
export function listenerNames({ listeners }: PortSummary): string | undefined {
  if (listeners.length === 0) {
    return undefined;
  }
  const names = listeners.flatMap(({ processes }) =>
    processes.map(({ name, pid }) => `${withoutIcons(name)} (${pid})`),
  );
  return names.length === 0 ? vscode.l10n.t('a process that cannot be named') : listed([...new Set(names)]);
}

/** One line about a watched port: who listens, and how many connections it has by state. */
export function watchedDescription(watched: WatchedPort | undefined): string {
  if (watched === undefined) {
    return vscode.l10n.t('Reading …');
  }
  const { served } = watched.summary;
  const counts = tcpStates.flatMap(({ name }) => (served[name] ? [`${countText(served[name])} ${name}`] : []));
  return [listenerNames(watched.summary) ?? vscode.l10n.t('nobody listens'), ...counts].join(' · ');
}
