import * as vscode from 'vscode';
import { isOfThisMachine } from '../../core/mentions/findNetworkErrors';
import type { Mention } from '../../core/mentions/findMentions';
import type { NetworkError } from '../../core/mentions/networkErrors';

/** What following a mention does. */
export type MentionAction =
  | { readonly kind: 'check-port'; /** Asked for where the text does not tell. */ readonly port?: number }
  | { readonly kind: 'explain-error'; readonly error: NetworkError }
  | { readonly kind: 'explain-state'; readonly state: Extract<Mention, { kind: 'state' }>['state'] };

/** A busy or refused port of this machine is looked at; everything else is explained. */
export function actionOf(mention: Mention): MentionAction {
  if (mention.kind === 'state') {
    return { kind: 'explain-state', state: mention.state };
  }
  const { error, port } = mention;
  if (error === 'address-in-use') {
    return { kind: 'check-port', ...(port !== undefined && { port }) };
  }
  return error === 'connection-refused' && port !== undefined && isOfThisMachine(mention)
    ? { kind: 'check-port', port }
    : { kind: 'explain-error', error };
}

/** As a verb phrase: of a link's tooltip, and of an item's second line. */
export function actionText(action: MentionAction): string {
  switch (action.kind) {
    case 'check-port':
      return action.port === undefined
        ? vscode.l10n.t('Find out who holds a port')
        : vscode.l10n.t('Find out who holds port {0}', String(action.port));
    case 'explain-error':
      return vscode.l10n.t('Explain: {0}', errorNames()[action.error]);
    case 'explain-state':
      return vscode.l10n.t('Explain {0}', action.state);
  }
}

/** What each error says in plain words. */
function errorNames(): Readonly<Record<NetworkError, string>> {
  return {
    'address-in-use': vscode.l10n.t('the port is in use (EADDRINUSE)'),
    'address-not-available': vscode.l10n.t('the address or a free port is not available (EADDRNOTAVAIL)'),
    'connection-refused': vscode.l10n.t('nobody listens there (ECONNREFUSED)'),
    'connection-reset': vscode.l10n.t('the other end reset the connection (ECONNRESET)'),
    'timed-out': vscode.l10n.t('nobody answered in time (ETIMEDOUT)'),
    'broken-pipe': vscode.l10n.t('data was sent into a closed connection (EPIPE)'),
  };
}
