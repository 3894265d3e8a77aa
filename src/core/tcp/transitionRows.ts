import type { TcpStateName } from './states';
import type { Transition } from './transition';

/** What is written down of a transition; the rest follows from its place and its event. */
type Row = Omit<Transition, 'from' | 'cause' | 'reference' | 'figure5'> & {
  /** Of RFC 9293; absent when `reference` says something else. */
  readonly section?: string;
  readonly reference?: string;
  readonly figure5?: true;
};

/**
 * All legal transitions by the state they leave, the likeliest first where two lead to the same state.
 * RFC 9293 3.5.2 also lets the side that sends a RST enter TIME-WAIT; no kernel that we know does, so it is not here.
 */
export const transitionRows: Readonly<Record<TcpStateName, readonly Row[]>> = {
  CLOSED: [
    { id: 'T01', to: 'LISTEN', event: 'listen', section: '3.10.1', figure5: true, path: 'server' },
    { id: 'T02', to: 'SYN-SENT', event: 'connect', sends: 'SYN', section: '3.10.1', figure5: true, path: 'client' },
    { id: 'B01', to: 'BOUND', event: 'bind', reference: 'POSIX bind()', kernelOnly: true },
  ],
  BOUND: [
    { id: 'B02', to: 'LISTEN', event: 'listen', reference: 'POSIX listen()', kernelOnly: true },
    { id: 'B03', to: 'SYN-SENT', event: 'connect', sends: 'SYN', reference: 'POSIX connect()', kernelOnly: true },
    { id: 'B04', to: 'CLOSED', event: 'close', reference: 'POSIX close()', kernelOnly: true },
  ],
  LISTEN: [
    {
      id: 'T05',
      to: 'SYN-RECEIVED',
      event: 'receive-syn',
      sends: 'SYN+ACK',
      section: '3.10.7.2',
      figure5: true,
      path: 'server',
      note: 'listener-stays',
    },
    { id: 'T03', to: 'CLOSED', event: 'close', section: '3.10.4', figure5: true },
    {
      id: 'T04',
      to: 'SYN-SENT',
      event: 'connect',
      sends: 'SYN',
      section: '3.10.1, 3.10.2',
      figure5: true,
      note: 'unreachable-with-sockets',
    },
  ],
  'SYN-SENT': [
    {
      id: 'T06',
      to: 'ESTABLISHED',
      event: 'receive-syn-ack',
      sends: 'ACK',
      section: '3.10.7.3',
      figure5: true,
      path: 'client',
    },
    { id: 'T07', to: 'SYN-RECEIVED', event: 'receive-syn', sends: 'SYN+ACK', section: '3.10.7.3', figure5: true },
    { id: 'T08', to: 'CLOSED', event: 'close', section: '3.10.4', figure5: true },
    { id: 'T09', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.3', figureNote: 3 },
    { id: 'T10', to: 'CLOSED', event: 'connect-timeout', section: '3.10.8' },
    { id: 'T11', to: 'CLOSED', event: 'abort', section: '3.10.5' },
  ],
  'SYN-RECEIVED': [
    { id: 'T12', to: 'ESTABLISHED', event: 'receive-ack-of-syn', section: '3.10.7.4', figure5: true, path: 'server' },
    {
      id: 'T13',
      to: 'FIN-WAIT-1',
      event: 'close',
      sends: 'FIN',
      section: '3.10.4',
      figure5: true,
      note: 'only-after-simultaneous-open',
    },
    {
      id: 'T14',
      to: 'LISTEN',
      event: 'receive-rst',
      section: '3.10.7.4',
      figure5: true,
      figureNote: 1,
      note: 'listener-stays',
    },
    { id: 'T18', to: 'LISTEN', event: 'receive-another-syn', section: '3.10.7.4', note: 'listener-stays' },
    {
      id: 'T16',
      to: 'CLOSE-WAIT',
      event: 'receive-fin',
      sends: 'ACK',
      section: '3.10.7.4',
      note: 'passes-through-established',
    },
    { id: 'T17', to: 'CLOSED', event: 'handshake-timeout', section: '3.10.8', note: 'listener-stays' },
    {
      id: 'T15',
      to: 'CLOSED',
      event: 'receive-rst',
      section: '3.10.7.4',
      figureNote: 3,
      note: 'only-after-simultaneous-open',
    },
    { id: 'T19', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5' },
  ],
  ESTABLISHED: [
    { id: 'T20', to: 'FIN-WAIT-1', event: 'close', sends: 'FIN', section: '3.10.4', figure5: true, path: 'client' },
    {
      id: 'T21',
      to: 'CLOSE-WAIT',
      event: 'receive-fin',
      sends: 'ACK',
      section: '3.10.7.4',
      figure5: true,
      path: 'server',
    },
    { id: 'T22', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    { id: 'T23', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5, 3.6.1' },
    { id: 'T24', to: 'CLOSED', event: 'user-timeout', section: '3.10.8' },
  ],
  'FIN-WAIT-1': [
    { id: 'T25', to: 'FIN-WAIT-2', event: 'receive-ack-of-fin', section: '3.10.7.4', figure5: true, path: 'client' },
    { id: 'T26', to: 'CLOSING', event: 'receive-fin', sends: 'ACK', section: '3.10.7.4', figure5: true },
    {
      id: 'T27',
      to: 'TIME-WAIT',
      event: 'receive-fin-and-ack-of-fin',
      sends: 'ACK',
      section: '3.10.7.4',
      figureNote: 2,
    },
    { id: 'T28', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    { id: 'T30', to: 'CLOSED', event: 'fin-timeout', section: '3.10.8' },
    { id: 'T29', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5' },
  ],
  'FIN-WAIT-2': [
    {
      id: 'T31',
      to: 'TIME-WAIT',
      event: 'receive-fin',
      sends: 'ACK',
      section: '3.10.7.4',
      figure5: true,
      path: 'client',
    },
    {
      id: 'T34',
      to: 'CLOSED',
      event: 'orphan-timeout',
      reference: 'net.ipv4.tcp_fin_timeout',
      kernelOnly: true,
      note: 'only-after-close',
    },
    { id: 'T32', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    {
      id: 'T35',
      to: 'CLOSED',
      event: 'receive-data-after-close',
      sends: 'RST',
      section: '3.6.1',
      note: 'only-after-close',
    },
    { id: 'T33', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5' },
  ],
  CLOSING: [
    { id: 'T40', to: 'TIME-WAIT', event: 'receive-ack-of-fin', section: '3.10.7.4', figure5: true },
    { id: 'T41', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    { id: 'T43', to: 'CLOSED', event: 'fin-timeout', section: '3.10.8' },
    { id: 'T42', to: 'CLOSED', event: 'abort', section: '3.10.5' },
  ],
  'TIME-WAIT': [
    { id: 'T48', to: 'CLOSED', event: 'time-wait-timeout', section: '3.10.8', figure5: true, path: 'client' },
    {
      id: 'T50',
      to: 'SYN-RECEIVED',
      event: 'receive-newer-syn',
      sends: 'SYN+ACK',
      reference: 'RFC 9293 3.6.1, RFC 6191 2',
    },
    { id: 'T49', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3, note: 'not-with-tcp-rfc1337' },
    { id: 'T51', to: 'CLOSED', event: 'abort', section: '3.10.5' },
  ],
  'CLOSE-WAIT': [
    { id: 'T36', to: 'LAST-ACK', event: 'close', sends: 'FIN', section: '3.10.4', figure5: true, path: 'server' },
    { id: 'T37', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3 },
    { id: 'T38', to: 'CLOSED', event: 'abort', sends: 'RST', section: '3.10.5' },
    { id: 'T39', to: 'CLOSED', event: 'user-timeout', section: '3.10.8' },
  ],
  'LAST-ACK': [
    { id: 'T44', to: 'CLOSED', event: 'receive-ack-of-fin', section: '3.10.7.4', figure5: true, path: 'server' },
    { id: 'T45', to: 'CLOSED', event: 'receive-rst', section: '3.10.7.4', figureNote: 3, note: 'no-error-to-program' },
    { id: 'T47', to: 'CLOSED', event: 'fin-timeout', section: '3.10.8' },
    { id: 'T46', to: 'CLOSED', event: 'abort', section: '3.10.5' },
  ],
};
