import type { SocketDetails } from '../../core/sockets/socketDetails';
import { littleEndian } from './byteOrder';

/** tcpi_min_rtt where no round trip was measured yet. */
const noMinimum = 0xffffffff;

/**
 * Decodes struct tcp_info (include/uapi/linux/tcp.h). The struct has grown over the years and only ever at its end, so
 * a field beyond the bytes that this kernel sent is absent.
 */
export function decodeTcpInfo(info: DataView): SocketDetails {
  const u8 = (at: number) => (at + 1 <= info.byteLength ? info.getUint8(at) : undefined);
  const u32 = (at: number) => (at + 4 <= info.byteLength ? info.getUint32(at, littleEndian) : undefined);
  const u64 = (at: number) => (at + 8 <= info.byteLength ? Number(info.getBigUint64(at, littleEndian)) : undefined);
  const busyMicroseconds = u64(168);
  return withoutAbsent({
    probes: u8(3),
    backoff: u8(4),
    retransmissionTimeoutMs: divided(u32(8), 1_000),
    unacknowledged: u32(24),
    lost: u32(32),
    retransmitting: u32(36),
    lastDataSentMs: u32(44),
    lastDataReceivedMs: u32(52),
    lastAckReceivedMs: u32(56),
    pathMtu: u32(60),
    // 0 until a first round trip was measured.
    rttMicroseconds: u32(68) === 0 ? undefined : u32(68),
    rttVarianceMicroseconds: u32(68) === 0 ? undefined : u32(72),
    congestionWindow: u32(80),
    totalRetransmits: u32(100),
    bytesAcknowledged: u64(120),
    bytesReceived: u64(128),
    notSent: u32(144),
    minRttMicroseconds: u32(148) === noMinimum ? undefined : u32(148),
    peerWindowLimited: divided(u64(176), busyMicroseconds),
    sendBufferLimited: divided(u64(184), busyMicroseconds),
    bytesSent: u64(200),
    bytesRetransmitted: u64(208),
  });
}

/** undefined also for a division by 0: a share of no time is no share. */
function divided(value: number | undefined, by: number | undefined): number | undefined {
  return value === undefined || by === undefined || by === 0 ? undefined : value / by;
}

type Optional<Fields> = { [Name in keyof Fields]?: Fields[Name] | undefined };

function withoutAbsent(fields: Optional<SocketDetails>): SocketDetails {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
