import type { Actor } from './states';

/** What makes a connection change its state. A `receive-` event names what arrived from the peer. */
export type TcpEvent =
  | 'bind'
  | 'listen'
  | 'connect'
  | 'close'
  | 'abort'
  | 'receive-syn'
  | 'receive-another-syn'
  | 'receive-newer-syn'
  | 'receive-syn-ack'
  | 'receive-ack-of-syn'
  | 'receive-ack-of-fin'
  | 'receive-fin'
  | 'receive-fin-and-ack-of-fin'
  | 'receive-data-after-close'
  | 'receive-rst'
  | 'connect-timeout'
  | 'handshake-timeout'
  | 'user-timeout'
  | 'fin-timeout'
  | 'orphan-timeout'
  | 'time-wait-timeout';

/** Who brings each event about. */
export const causeOfEvent: Readonly<Record<TcpEvent, Exclude<Actor, 'nobody'>>> = {
  bind: 'program',
  listen: 'program',
  connect: 'program',
  close: 'program',
  abort: 'program',
  'receive-syn': 'peer',
  'receive-another-syn': 'peer',
  'receive-newer-syn': 'peer',
  'receive-syn-ack': 'peer',
  'receive-ack-of-syn': 'peer',
  'receive-ack-of-fin': 'peer',
  'receive-fin': 'peer',
  'receive-fin-and-ack-of-fin': 'peer',
  'receive-data-after-close': 'peer',
  'receive-rst': 'peer',
  'connect-timeout': 'kernel',
  'handshake-timeout': 'kernel',
  'user-timeout': 'kernel',
  'fin-timeout': 'kernel',
  'orphan-timeout': 'kernel',
  'time-wait-timeout': 'kernel',
};
