/**
 * What the kernel tells of one socket on demand (struct tcp_info, include/uapi/linux/tcp.h). Times are milliseconds unless
 * the name says otherwise; a field that this kernel does not report is absent.
 */
export interface SocketDetails {
  rttMicroseconds?: number;
  rttVarianceMicroseconds?: number;
  minRttMicroseconds?: number;
  retransmissionTimeoutMs?: number;
  /** Segments. */
  congestionWindow?: number;
  /** Segments retransmitted in the life of the connection. */
  totalRetransmits?: number;
  /** Segments on their way, lost, and retransmitted now. */
  unacknowledged?: number;
  lost?: number;
  retransmitting?: number;
  /** Consecutive doublings of the retransmission or probe timer. */
  backoff?: number;
  probes?: number;
  lastDataSentMs?: number;
  lastDataReceivedMs?: number;
  lastAckReceivedMs?: number;
  bytesSent?: number;
  bytesAcknowledged?: number;
  bytesReceived?: number;
  bytesRetransmitted?: number;
  /** Bytes that wait in the send queue and were never sent. */
  notSent?: number;
  /** Share of the busy time, 0 to 1, in which the peer's window or our send buffer held the connection back. */
  peerWindowLimited?: number;
  sendBufferLimited?: number;
  pathMtu?: number;
  congestionControl?: string;
  /** Which directions were shut down with shutdown(2). */
  receiveShut?: boolean;
  sendShut?: boolean;
}

/** For how many milliseconds a connection has carried no data in either direction; undefined where the kernel does not say. */
export function silentMsOf({ lastDataSentMs, lastDataReceivedMs }: SocketDetails): number | undefined {
  return lastDataSentMs === undefined || lastDataReceivedMs === undefined
    ? undefined
    : Math.min(lastDataSentMs, lastDataReceivedMs);
}
