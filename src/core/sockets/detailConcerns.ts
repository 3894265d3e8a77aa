import type { BrowsedRow } from './browsedRow';
import type { SocketDetails } from './socketDetails';

/**
 * Something that the kernel's numbers of one connection say is bad, beside the number that says it.
 * window-closed: the peer's program does not read. no-answer: segments are sent again and nothing comes back. lossy: many
 * bytes had to be sent twice. queued: round trips last far longer than they must. throttled: losses made the kernel
 * careful. peer-reads-slowly, buffer-too-small: what held the sending back.
 */
export type DetailConcern =
  | { readonly code: 'window-closed' | 'no-answer'; readonly about: keyof SocketDetails; readonly forMs?: number }
  | {
      readonly code: 'lossy' | 'queued' | 'throttled' | 'peer-reads-slowly' | 'buffer-too-small';
      readonly about: keyof SocketDetails;
    };

/** Ours: single losses and short waits are ordinary. Shares are 0 to 1. */
const lossyFrom = 0.01;
const fewestLosses = 3;
const heldBackFrom = 0.1;
const queuedFromFactor = 3;
const queuedFromMicroseconds = 100_000;
const throttledTo = 2;

/** What is bad about a connection, by its tcp_info and its timer; empty when all is well. */
export function detailConcerns(details: SocketDetails, timer: BrowsedRow['timer']): readonly DetailConcern[] {
  const { bytesSent = 0, bytesRetransmitted = 0, totalRetransmits = 0, congestionWindow = Infinity } = details;
  const { rttMicroseconds = 0, minRttMicroseconds = rttMicroseconds, backoff = 0, retransmitting = 0 } = details;
  const isProbing = timer?.kind === 'zero-window';
  const concerns: (DetailConcern | false)[] = [
    isProbing && { code: 'window-closed', about: 'lastDataSentMs', ...forMs(details.lastDataSentMs) },
    !isProbing &&
      (backoff > 0 || retransmitting > 0) && {
        code: 'no-answer',
        about: 'lastAckReceivedMs',
        ...forMs(details.lastAckReceivedMs),
      },
    totalRetransmits >= fewestLosses &&
      bytesRetransmitted >= bytesSent * lossyFrom && { code: 'lossy', about: 'totalRetransmits' },
    rttMicroseconds >= minRttMicroseconds * queuedFromFactor &&
      rttMicroseconds - minRttMicroseconds >= queuedFromMicroseconds && { code: 'queued', about: 'rttMicroseconds' },
    congestionWindow <= throttledTo && totalRetransmits > 0 && { code: 'throttled', about: 'congestionWindow' },
    (details.peerWindowLimited ?? 0) >= heldBackFrom && { code: 'peer-reads-slowly', about: 'peerWindowLimited' },
    (details.sendBufferLimited ?? 0) >= heldBackFrom && { code: 'buffer-too-small', about: 'sendBufferLimited' },
  ];
  return concerns.filter(concern => concern !== false);
}

function forMs(ms: number | undefined): { forMs?: number } {
  return ms === undefined ? {} : { forMs: ms };
}
