import fc from 'fast-check';
import { endianness } from 'node:os';
import { expect, test } from 'vitest';
import { decodeLookup } from '../../../src/collect/linux/sockDiagLookup';
import { datagram, done, failed, socket } from './netlinkMessages';

const sequence = 3;
const attribute = { info: 2, congestion: 4, shutdown: 8 } as const;
const littleEndian = endianness() === 'LE';

/** struct tcp_info of Linux 6.18. */
function tcpInfo(bytes = 280): Uint8Array {
  const info = new Uint8Array(bytes);
  const view = new DataView(info.buffer);
  const u32 = (at: number, value: number) => at + 4 <= bytes && view.setUint32(at, value, littleEndian);
  const u64 = (at: number, value: number) => at + 8 <= bytes && view.setBigUint64(at, BigInt(value), littleEndian);
  info.set([1, 0, 0, 2, 3]);
  u32(8, 204_000);
  u32(24, 11);
  u32(32, 12);
  u32(36, 13);
  u32(44, 100);
  u32(52, 200);
  u32(56, 300);
  u32(60, 1_500);
  u32(68, 1_234);
  u32(72, 567);
  u32(80, 10);
  u32(100, 14);
  u64(120, 5_000_000_000);
  u64(128, 6_000);
  u32(144, 15);
  u32(148, 900);
  u64(168, 2_000_000);
  u64(176, 500_000);
  u64(184, 1_000_000);
  u64(200, 7_000);
  u64(208, 800);
  return info;
}

test('every field of tcp_info, in our units', () => {
  expect(details([attribute.info, tcpInfo()])).toEqual({
    probes: 2,
    backoff: 3,
    retransmissionTimeoutMs: 204,
    unacknowledged: 11,
    lost: 12,
    retransmitting: 13,
    lastDataSentMs: 100,
    lastDataReceivedMs: 200,
    lastAckReceivedMs: 300,
    pathMtu: 1_500,
    rttMicroseconds: 1_234,
    rttVarianceMicroseconds: 567,
    congestionWindow: 10,
    totalRetransmits: 14,
    bytesAcknowledged: 5_000_000_000,
    bytesReceived: 6_000,
    notSent: 15,
    minRttMicroseconds: 900,
    peerWindowLimited: 0.25,
    sendBufferLimited: 0.5,
    bytesSent: 7_000,
    bytesRetransmitted: 800,
  });
});

test('an older kernel has a shorter tcp_info: what it lacks is absent', () => {
  expect(Object.keys(details([attribute.info, tcpInfo(104)])!)).toEqual([
    'probes',
    'backoff',
    'retransmissionTimeoutMs',
    'unacknowledged',
    'lost',
    'retransmitting',
    'lastDataSentMs',
    'lastDataReceivedMs',
    'lastAckReceivedMs',
    'pathMtu',
    'rttMicroseconds',
    'rttVarianceMicroseconds',
    'congestionWindow',
    'totalRetransmits',
  ]);
});

test('what was not measured yet is absent, not 0', () => {
  const info = tcpInfo();
  const view = new DataView(info.buffer);
  view.setUint32(68, 0, littleEndian);
  view.setUint32(148, 0xffff_ffff, littleEndian);
  view.setBigUint64(168, 0n, littleEndian);
  const found = details([attribute.info, info])!;
  for (const name of [
    'rttMicroseconds',
    'rttVarianceMicroseconds',
    'minRttMicroseconds',
    'peerWindowLimited',
    'sendBufferLimited',
  ]) {
    expect(found).not.toHaveProperty(name);
  }
});

test('congestion control and the directions that are shut', () => {
  const cubic = Buffer.from('cubic\0');
  expect(details([attribute.congestion, cubic], [attribute.shutdown, Uint8Array.of(2)])).toEqual({
    congestionControl: 'cubic',
    receiveShut: false,
    sendShut: true,
  });
});

test("a listener's tcp_info is about its queue, which the table has", () => {
  const message = socket(sequence, { state: 10, attributes: [[attribute.info, tcpInfo()]] });
  expect(decode(datagram(message))).toEqual({ details: {} });
});

test('a socket without attributes has no details', () => {
  expect(details()).toEqual({});
});

test.each([
  ['a refusal', datagram(failed(sequence, 116)), { errno: 116 }],
  ["another request's answer", datagram(socket(sequence + 1, {})), undefined],
  ['the end of an earlier dump, then the answer', datagram(done(sequence - 1), socket(sequence, {})), { details: {} }],
  ['a message that is too short', datagram({ type: 20, sequence, body: new Uint8Array(71) }), undefined],
  ['nothing', new ArrayBuffer(0), undefined],
])('%s', (_, buffer, answer) => {
  expect(decode(buffer)).toEqual(answer);
});

test('random and changed bytes never throw', { timeout: 30_000 }, () => {
  const whole = new Uint8Array(
    datagram(
      socket(sequence, {
        attributes: [
          [attribute.info, tcpInfo()],
          [attribute.congestion, Buffer.from('bbr\0')],
        ],
      }),
    ),
  );
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), fc.nat(whole.length), (changes, length) => {
      const bytes = whole.slice();
      for (const [at, value] of changes) {
        bytes[at] = value;
      }
      decodeLookup(bytes.buffer, length, sequence);
    }),
    { numRuns: 30_000 },
  );
});

function decode(buffer: ArrayBuffer) {
  return decodeLookup(buffer, buffer.byteLength, sequence);
}

function details(...attributes: (readonly [number, Uint8Array])[]) {
  return decode(datagram(socket(sequence, { attributes })))?.details;
}
