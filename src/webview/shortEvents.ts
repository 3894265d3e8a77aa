import * as l10n from '@vscode/l10n';
import type { TcpEvent } from '../core/tcp/tcpEvents';

/** What stands on an arrow of the figure, where a whole clause has no room. */
export function shortEvent(event: TcpEvent): string | undefined {
  return texts()[event];
}

/** Made when it is drawn: the texts are there only after the host has sent them. */
const texts = (): Readonly<Partial<Record<TcpEvent, string>>> => ({
  listen: l10n.t('listen()'),
  connect: l10n.t('connect()'),
  close: l10n.t('close()'),
  'receive-syn': l10n.t('SYN arrives'),
  'receive-syn-ack': l10n.t('SYN, ACK arrives'),
  'receive-ack-of-syn': l10n.t('ACK arrives'),
  'receive-ack-of-fin': l10n.t('ACK arrives'),
  'receive-fin': l10n.t('FIN arrives'),
  'receive-fin-and-ack-of-fin': l10n.t('FIN, ACK arrives'),
  'receive-rst': l10n.t('RST arrives'),
  'time-wait-timeout': l10n.t('2 MSL timer ends'),
});
