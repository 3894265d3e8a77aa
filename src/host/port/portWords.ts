import * as vscode from 'vscode';
import type { BindTrial } from '../../core/checks/port/bindTrial';
import type { BindVerdict, PortFact, PortReport } from '../../core/checks/port/portReport';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { endpointText } from '../tree/endpointText';
import { countText, spokenDuration } from '../tree/quantityText';
import { holderNames } from './holderWords';
import { originSummary } from './originWords';
import type { PortAnswer } from './portAnswer';
import { listed } from '../words/joinedTexts';

/** The whole answer in one sentence, in two parts: who holds the port, and where that comes from. */
export function headline({ report, starters }: PortAnswer): { answer: string; origin: string } {
  const [origin] = report.origins;
  return {
    answer: answerSentence(report),
    origin: origin === undefined ? '' : originSummary(origin, starters.get(origin.pid) ?? []),
  };
}

function answerSentence({ port, listeners, bound, connections, connectionTotal, evidence }: PortReport): string {
  if (listeners.length > 0) {
    return listenersSentence(listeners);
  }
  if (bound.length > 0) {
    return vscode.l10n.t('{0} holds port {1} and does not listen', holderNames(bound), String(port));
  }
  const user = connections.some(({ processes }) => processes.length > 0) ? holderNames(connections) : undefined;
  const isOnly = (code: PortFact['code']) =>
    evidence.some(fact => fact.code === code && fact.sockets.length === connectionTotal);
  if (user !== undefined && isOnly('self-connect')) {
    return vscode.l10n.t('{0} is connected to itself on port {1}', user, String(port));
  }
  if (user !== undefined && isOnly('outgoing-connection')) {
    return vscode.l10n.t('{0} has port {1} for its end of a connection', user, String(port));
  }
  if (connectionTotal > 0) {
    return connectionTotal === 1
      ? vscode.l10n.t('Nobody listens on port {0}; 1 connection is left', String(port))
      : vscode.l10n.t('Nobody listens on port {0}; {1} connections are left', String(port), countText(connectionTotal));
  }
  return vscode.l10n.t('Nobody uses port {0}', String(port));
}

/** Who listens where; each program once, with all its addresses. */
function listenersSentence(listeners: readonly BrowsedRow[]): string {
  const addresses = new Map<string, Set<string>>();
  for (const row of listeners) {
    const holder = holderNames([row]);
    addresses.set(holder, (addresses.get(holder) ?? new Set()).add(endpointText(row.local)));
  }
  const [first = '', ...others] = Array.from(addresses, ([holder, where]) =>
    vscode.l10n.t('{0} listens on {1}', holder, listed([...where])),
  );
  return others.reduce((before, next) => vscode.l10n.t('{0}; {1}', before, next), first);
}

/**
 * Whether a server could bind it now, on the address that was asked or else over all addresses of this machine: what who meets
 * an EADDRINUSE wants to know at once. What the kernel answered to a trial counts more than the rules.
 */
export function bindSummary({ report: { bindable }, trials, address: asked }: BindQuestion): string {
  const verdicts = bindable.map(verdict => {
    const trial = trials?.find(({ address }) => address === verdict.address);
    return trial === undefined ? verdict : { ...verdict, verdict: verdictOf(trial), reason: undefined };
  });
  const one = verdicts.find(({ address }) => address === asked);
  return one === undefined
    ? summaryOfAll(verdicts.filter(({ reason }) => reason !== 'no-ipv6'))
    : summaryOfOne(one.address, one.verdict);
}

type BindQuestion = Pick<PortAnswer, 'report' | 'trials' | 'address'>;

function summaryOfOne(address: string, verdict: BindVerdict['verdict']): string {
  switch (verdict) {
    case 'yes':
      return vscode.l10n.t('a server can bind it now on {0}', address);
    case 'with-reuseaddr':
      return vscode.l10n.t('a server can bind it now on {0} only with SO_REUSEADDR', address);
    case 'with-reuseport':
      return vscode.l10n.t('a server can bind it now on {0} only with SO_REUSEPORT', address);
    case 'no':
      return vscode.l10n.t('no server can bind it now on {0}', address);
  }
}

function summaryOfAll(
  verdicts: readonly (Pick<BindVerdict, 'address' | 'verdict'> & { reason?: string | undefined })[],
): string {
  const has = (wanted: BindVerdict['verdict']) => verdicts.some(({ verdict }) => verdict === wanted);
  const free = verdicts.filter(({ verdict }) => verdict === 'yes');
  if (free.length === 0) {
    if (has('with-reuseaddr')) {
      return vscode.l10n.t('a server can bind it now only with SO_REUSEADDR');
    }
    return has('with-reuseport')
      ? vscode.l10n.t('a server can bind it now only with SO_REUSEPORT')
      : vscode.l10n.t('no server can bind it now');
  }
  if (free.length < verdicts.length) {
    return vscode.l10n.t('a server can bind it now on {0} only', listed(free.map(({ address }) => address)));
  }
  return free.some(({ reason }) => reason === 'free-as-far-as-seen')
    ? vscode.l10n.t('a server can bind it now, as far as is seen')
    : vscode.l10n.t('a server can bind it now');
}

function verdictOf({ plain, withReuseAddress, withReusePort }: BindTrial): BindVerdict['verdict'] {
  if (plain === 'ok') {
    return 'yes';
  }
  return withReuseAddress === 'ok' ? 'with-reuseaddr' : withReusePort === 'ok' ? 'with-reuseport' : 'no';
}

export function bindLabel({ verdict }: BindVerdict): string {
  switch (verdict) {
    case 'yes':
      return vscode.l10n.t('yes');
    case 'with-reuseaddr':
      return vscode.l10n.t('only with SO_REUSEADDR');
    case 'with-reuseport':
      return vscode.l10n.t('only with SO_REUSEPORT');
    case 'no':
      return vscode.l10n.t('no');
  }
}

export function bindReason({ reason, blockers, freeInMs }: BindVerdict, { listeners, bound }: PortReport): string {
  const among = (rows: readonly BrowsedRow[]) => rows.filter(({ id }) => blockers.includes(id));
  switch (reason) {
    case 'free':
      return vscode.l10n.t('Nothing is in the way.');
    case 'listener':
      return vscode.l10n.t('{0} listens there. Even SO_REUSEADDR does not help.', holderNames(among(listeners)));
    case 'shared-listener':
      return vscode.l10n.t(
        '{0} shares the port there by SO_REUSEPORT. Only a server of the same user that sets it too can join.',
        holderNames(among(listeners)),
      );
    case 'bound-socket':
      return vscode.l10n.t(
        '{0} has bound the port without listening. It is no hindrance if both sides set SO_REUSEADDR.',
        holderNames(among(bound)),
      );
    case 'outgoing-connection':
      return vscode.l10n.t(
        'An outgoing connection uses this number as its own port. Reserve it in net.ipv4.ip_local_reserved_ports.',
      );
    case 'leftover-connections':
      return freeInMs === undefined
        ? vscode.l10n.t(
            'Connections of an earlier server are left. They do not hinder a server that sets SO_REUSEADDR if the earlier one had set it too; most do.',
          )
        : vscode.l10n.t(
            'Connections of an earlier server are left for {0}. They do not hinder a server that sets SO_REUSEADDR if the earlier one had set it too; most do.',
            spokenDuration(freeInMs),
          );
    case 'privileged':
      return vscode.l10n.t('Ports this low need root or CAP_NET_BIND_SERVICE.');
    case 'free-as-far-as-seen':
      return vscode.l10n.t(
        'Nothing is in the way, unless a socket is bound and does not listen: this kernel or source does not show those.',
      );
    case 'no-ipv6':
      return vscode.l10n.t('This machine has no IPv6 loopback address.');
    case 'not-here':
      return vscode.l10n.t('No interface of this machine has this address: bind() fails with EADDRNOTAVAIL.');
  }
}
