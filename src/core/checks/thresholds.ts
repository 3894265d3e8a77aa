/**
 * From which numbers on checks speak. Ours, unless a check's file names a source; each is a property of the setting
 * socketscope.checks.thresholds, where a test holds the defaults against these.
 */
export interface Thresholds {
  /** CLOSE-WAIT counts from this age on, in seconds: no kernel timer exists, and a legitimate half-close is over by then. */
  closeWaitSeconds: number;
  /** So many old CLOSE-WAIT of one program are a warning, and an error. */
  closeWaitWarning: number;
  closeWaitError: number;
  /** So many more over some readings in a row, none with fewer, are a warning before any is old. */
  closeWaitGrowth: number;
  /** Share of RLIMIT_NOFILE that old ones hold. */
  closeWaitErrorShare: number;
  /** Share of the ports towards one destination in use. */
  portsPerDestinationWarning: number;
  portsPerDestinationError: number;
  /** Share of the whole ephemeral range in use. */
  portRangeInfo: number;
  /** Share of the accept queue's limit that is filled, and for how long anything may wait in it. */
  acceptQueueWarning: number;
  acceptQueueSeconds: number;
  /** SYN-RECEIVED of one listener. */
  synBacklogInfo: number;
  finWait2Seconds: number;
  finWait2Warning: number;
  finWait2Error: number;
  /** Of those that no program holds: each ends after a minute, so only very many are worth a word. */
  finWait2Orphans: number;
  /** FIN-WAIT-1, CLOSING and LAST-ACK count from this age on. */
  closingSeconds: number;
  /** Of their FIN. With the first after 200 ms, the third is sent after 1.4 s. */
  closingRetransmits: number;
  closingError: number;
  connectSeconds: number;
  /** Of the SYN; the second comes 2 s after it, and before Linux 6.5 3 s (net.ipv4.tcp_syn_linear_timeouts). */
  connectRetransmits: number;
  connectError: number;
  connectRetransmitsError: number;
  /** Unread data that does not become less. */
  notReadingSeconds: number;
  notReadingErrorSeconds: number;
  notReadingErrorBytes: number;
  /** A closed window of the peer. */
  peerNotReadingSeconds: number;
  peerNotReadingErrorSeconds: number;
  retransmitsWarning: number;
  retransmitsError: number;
  /** New TIME-WAIT a second towards one destination. */
  churnInfo: number;
  churnWarning: number;
  /** From so many TIME-WAIT on, and so many times more than are open, hardly any connection is used twice. */
  churnTimeWait: number;
  churnRatio: number;
  conntrackWarning: number;
  conntrackError: number;
  /** Share of net.ipv4.tcp_max_orphans, tcp_max_tw_buckets. */
  orphansWarning: number;
  timeWaitBucketsWarning: number;
  /** Share of RLIMIT_NOFILE. */
  openFilesWarning: number;
  openFilesError: number;
}

export const defaultThresholds: Thresholds = {
  closeWaitSeconds: 60,
  closeWaitWarning: 5,
  closeWaitError: 50,
  closeWaitGrowth: 3,
  closeWaitErrorShare: 0.1,
  portsPerDestinationWarning: 0.5,
  portsPerDestinationError: 0.8,
  portRangeInfo: 0.9,
  acceptQueueWarning: 0.5,
  acceptQueueSeconds: 10,
  synBacklogInfo: 16,
  finWait2Seconds: 120,
  finWait2Warning: 5,
  finWait2Error: 100,
  finWait2Orphans: 1_000,
  closingSeconds: 5,
  closingRetransmits: 3,
  closingError: 100,
  connectSeconds: 3,
  connectRetransmits: 2,
  connectError: 5,
  connectRetransmitsError: 4,
  notReadingSeconds: 10,
  notReadingErrorSeconds: 30,
  notReadingErrorBytes: 65_536,
  peerNotReadingSeconds: 5,
  peerNotReadingErrorSeconds: 30,
  retransmitsWarning: 3,
  retransmitsError: 6,
  churnInfo: 5,
  churnWarning: 20,
  churnTimeWait: 100,
  churnRatio: 10,
  conntrackWarning: 0.8,
  conntrackError: 0.95,
  orphansWarning: 0.5,
  timeWaitBucketsWarning: 0.8,
  openFilesWarning: 0.8,
  openFilesError: 0.95,
};

/** The thresholds in what a user wrote, without what is none; undefined for what is no object at all. */
export function readThresholds(given: unknown): Partial<Thresholds> | undefined {
  return typeof given === 'object' && given !== null
    ? Object.fromEntries(
        Object.entries(given).filter(
          ([name, number]) => name in defaultThresholds && typeof number === 'number' && number >= 0,
        ),
      )
    : undefined;
}
