import type { TcpEvent } from '../core/tcp/transitions';
import type { PanelSentence } from '../protocol/panelSentences';

/** What stands on an arrow of the figure, where a whole clause has no room. */
export const shortEvents: Readonly<Partial<Record<TcpEvent, PanelSentence>>> = {
  listen: 'listen()',
  connect: 'connect()',
  close: 'close()',
  'receive-syn': 'SYN arrives',
  'receive-syn-ack': 'SYN, ACK arrives',
  'receive-ack-of-syn': 'ACK arrives',
  'receive-ack-of-fin': 'ACK arrives',
  'receive-fin': 'FIN arrives',
  'receive-fin-and-ack-of-fin': 'FIN, ACK arrives',
  'receive-rst': 'RST arrives',
  'time-wait-timeout': '2 MSL timer ends',
};
