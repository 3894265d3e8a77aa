import type { TcpStateName } from './states';
import type { Segment } from './transition';

/** A segment that arrives and changes no state. */
export type StayingEvent =
  | 'receive-fin-again'
  | 'receive-syn-in-connection'
  | 'receive-rst-in-listen'
  | 'receive-ack-in-listen'
  | 'receive-without-socket'
  | 'receive-old-syn'
  | 'receive-unacceptable-ack';

/** What a state answers to without being left. */
export interface SelfLoop {
  /** S01 to S07; S04 is about two segments. */
  readonly id: string;
  readonly states: readonly TcpStateName[];
  readonly event: StayingEvent;
  /** What goes out; absent when the segment is ignored. */
  readonly sends?: Segment;
  /** The wait of 2 MSL begins anew. */
  readonly restartsTimer?: true;
  readonly reference: string;
}

/** The self-loops that are worth showing: why a stray or repeated segment does no harm. */
export const selfLoops: readonly SelfLoop[] = [
  {
    id: 'S01',
    states: ['TIME-WAIT'],
    event: 'receive-fin-again',
    sends: 'ACK',
    restartsTimer: true,
    reference: 'RFC 9293 3.10.7.4',
  },
  {
    id: 'S02',
    states: ['CLOSE-WAIT', 'CLOSING', 'LAST-ACK'],
    event: 'receive-fin-again',
    sends: 'ACK',
    reference: 'RFC 9293 3.10.7.4',
  },
  {
    id: 'S03',
    states: ['ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'CLOSE-WAIT', 'CLOSING', 'LAST-ACK'],
    event: 'receive-syn-in-connection',
    sends: 'ACK',
    reference: 'RFC 9293 3.10.7.4, RFC 5961 4',
  },
  { id: 'S04a', states: ['LISTEN'], event: 'receive-rst-in-listen', reference: 'RFC 9293 3.10.7.2' },
  { id: 'S04b', states: ['LISTEN'], event: 'receive-ack-in-listen', sends: 'RST', reference: 'RFC 9293 3.10.7.2' },
  { id: 'S05', states: ['CLOSED'], event: 'receive-without-socket', sends: 'RST+ACK', reference: 'RFC 9293 3.10.7.1' },
  {
    id: 'S06',
    states: ['TIME-WAIT'],
    event: 'receive-old-syn',
    sends: 'ACK',
    reference: 'RFC 9293 3.10.7.4',
  },
  {
    id: 'S07',
    states: ['SYN-SENT'],
    event: 'receive-unacceptable-ack',
    sends: 'RST',
    reference: 'RFC 9293 3.10.7.3',
  },
];
