import fc from 'fast-check';
import { endianness } from 'node:os';
import { expect, test } from 'vitest';
import { decodeDump, type DumpProgress } from '../../../src/collect/linux/sockDiagDecode';
import { SocketTable } from '../../../src/core/sockets/socketTable';
import { datagram, done, failed, socket, type Message, type Socket } from './netlinkMessages';
import { describeRows } from './plainTable';

const sequence = 7;

/**
 * From Linux 6.18 on x86-64: listeners on *:8080 and [::]:8081 (IPv6-only), and a connection from 127.0.0.1 to the first,
 * one end of which is an IPv6 socket.
 */
const captured = `
  840000001200020007000000ed3600000a0a00001f9100000000000000000000000000000000000000000000000000000000000000000000
  0000000066f52400000000000000000000000000ff010000000000009c6d7d00050008000000000005000b000100000008000f0000000000
  0c00150001000000000000000600160012000000840000001200020007000000ed3600000a0a00001f900000000000000000000000000000
  00000000000000000000000000000000000000000000000067f52400000000000000000000000000ff010000000000009b6d7d0005000800
  0000000005000b000000000008000f00000000000c001500010000000000000006001600120000007c0000001200020007000000ed360000
  02010000c54a1f907f0000010000000000000000000000007f0000010000000000000000000000000000000068f524000000000000000000
  0000000000000000000000009d6d7d00050008000000000008000f00000000000c001500010000000000000006001600520000007c000000
  1200020007000000ed3600000a0100001f90c54a00000000000000000000ffff7f00000100000000000000000000ffff7f00000100000000
  c0a4240000000000000000000000000000000000000000009e6d7d00050008000000000008000f00000000000c0015000100000000000000
  0600160012000000140000000300020007000000ed36000000000000
`;

const finished = { done: true, inconsistent: false, errno: 0 };
const unfinished = { done: false, inconsistent: false, errno: 0 };

test.runIf(endianness() === 'LE')('a captured dump', () => {
  const { table, progress } = decode(capturedBytes().buffer);
  expect(progress).toEqual(finished);
  expect(describeRows(table)).toEqual([
    'LISTEN :::8081 > :::0 queues 0/511 timer 0 +0ms x0 uid 0 inode 8220060 inet6 v6OnlyKnown v6Only',
    'LISTEN :::8080 > :::0 queues 0/511 timer 0 +0ms x0 uid 0 inode 8220059 inet6 v6OnlyKnown',
    'ESTABLISHED 127.0.0.1:50506 > 127.0.0.1:8080 queues 0/0 timer 0 +0ms x0 uid 0 inode 8220061',
    'ESTABLISHED 127.0.0.1:8080 > 127.0.0.1:50506 queues 0/0 timer 0 +0ms x0 uid 0 inode 8220062 inet6',
  ]);
});

const documentation = [0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x12, 0x34];
const v4Mapped = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 10, 1, 2, 3];
const wildcard = Array.from({ length: 16 }, () => 0);
const v6Only = (value: number) => [11, Uint8Array.of(value)] as const;
const shutdown = [8, Uint8Array.of(3)] as const;
const rest = 'queues 0/0 timer 0 +0ms x0 uid 1000 inode 1';

test.each<[string, Socket, string[]]>([
  [
    'every field of an IPv4 connection',
    {
      local: [10, 9, 8, 7],
      remote: [192, 168, 1, 255],
      localPort: 40_000,
      remotePort: 443,
      receiveQueue: 3_000_000_000,
      sendQueue: 5,
      timer: 1,
      expiresMs: 204,
      retransmits: 3,
      uid: 1_000,
      inode: 4_294_967_295,
    },
    ['ESTABLISHED 10.9.8.7:40000 > 192.168.1.255:443 queues 3000000000/5 timer 1 +204ms x3 uid 1000 inode 4294967295'],
  ],
  [
    'an IPv6 connection',
    { family: 10, local: documentation, remote: documentation, localPort: 1, remotePort: 65_535 },
    [`ESTABLISHED 2001:db8::1234:1 > 2001:db8::1234:65535 ${rest} inet6`],
  ],
  [
    'a v4-mapped connection of an IPv6 socket',
    { family: 10, local: v4Mapped, remote: v4Mapped, localPort: 80, remotePort: 81 },
    [`ESTABLISHED 10.1.2.3:80 > 10.1.2.3:81 ${rest} inet6`],
  ],
  [
    'an IPv6-only listener',
    { family: 10, state: 10, local: wildcard, remote: wildcard, localPort: 80, attributes: [shutdown, v6Only(1)] },
    [`LISTEN :::80 > :::0 ${rest} inet6 v6OnlyKnown v6Only`],
  ],
  [
    'a dual-stack listener',
    { family: 10, state: 10, local: wildcard, remote: wildcard, localPort: 80, attributes: [v6Only(0), shutdown] },
    [`LISTEN :::80 > :::0 ${rest} inet6 v6OnlyKnown`],
  ],
  [
    'a listener of a kernel that does not say which',
    { family: 10, state: 10, local: wildcard, remote: wildcard, localPort: 80, attributes: [shutdown] },
    [`LISTEN :::80 > :::0 ${rest} inet6`],
  ],
  [
    'a closed socket with a port is bound',
    { state: 7, localPort: 8_080, remote: [0, 0, 0, 0] },
    [`BOUND 127.0.0.1:8080 > 0.0.0.0:0 ${rest}`],
  ],
  ['a closed socket without a port is closed', { state: 7 }, [`CLOSED 127.0.0.1:0 > 127.0.0.1:0 ${rest}`]],
  [
    "the kernel's own state for a request is SYN-RECEIVED",
    { state: 12, localPort: 1, remotePort: 2 },
    [`SYN-RECEIVED 127.0.0.1:1 > 127.0.0.1:2 ${rest}`],
  ],
  [
    'the 0 of a minisock for its user is nobody we know',
    { state: 6, uid: 0, inode: 0, timer: 3, expiresMs: 59_000 },
    ['TIME-WAIT 127.0.0.1:0 > 127.0.0.1:0 queues 0/0 timer 3 +59000ms x0 uid unknown inode 0'],
  ],
  [
    'the 0 of a socket with an inode is root',
    { uid: 0, inode: 5 },
    ['ESTABLISHED 127.0.0.1:0 > 127.0.0.1:0 queues 0/0 timer 0 +0ms x0 uid 0 inode 5'],
  ],
  ['a state that is none', { state: 0 }, []],
  [
    'a kernel that should answer with the number that was asked for',
    { state: 13, localPort: 8_080 },
    [`BOUND 127.0.0.1:8080 > 127.0.0.1:0 ${rest}`],
  ],
  ['a state of a later kernel', { state: 200 }, []],
  ['a family that is not of TCP', { family: 1 }, []],
])('%s', (_, fields, rows) => {
  const { table, progress } = decode(datagram(socket(sequence, fields)));
  expect(progress).toEqual(unfinished);
  expect(describeRows(table)).toEqual(rows);
});

test('the cookie is the identity', () => {
  const { table } = decode(datagram(socket(sequence, { cookie: [0xdead_beef, 0xffff_ffff] })));
  expect([table.identityLow[0], table.identityHigh[0]]).toEqual([0xdead_beef, 0xffff_ffff]);
});

test.each<[string, Message[], { progress: DumpProgress; rows: number }]>([
  ['the end', [done(sequence)], { progress: finished, rows: 0 }],
  ['the end with a code of 0', [done(sequence, 0)], { progress: finished, rows: 0 }],
  ['the end with an error', [done(sequence, 12)], { progress: { ...finished, errno: 12 }, rows: 0 }],
  ['a refusal', [failed(sequence, 1)], { progress: { ...finished, errno: 1 }, rows: 0 }],
  ['an acknowledgement', [failed(sequence, 0)], { progress: finished, rows: 0 }],
  ['nothing is read behind the end', [done(sequence), socket(sequence, {})], { progress: finished, rows: 0 }],
  ['rows, then the end', [socket(sequence, {}), done(sequence)], { progress: finished, rows: 1 }],
  ['no end yet', [socket(sequence, {}), socket(sequence, {})], { progress: unfinished, rows: 2 }],
  ["another request's end", [done(sequence + 1), socket(sequence, {})], { progress: unfinished, rows: 1 }],
  ["another request's rows", [socket(sequence - 1, {}), socket(sequence, {})], { progress: unfinished, rows: 1 }],
  [
    'NLM_F_DUMP_INTR on a row',
    [socket(sequence, {}, 0x12)],
    { progress: { ...unfinished, inconsistent: true }, rows: 1 },
  ],
  [
    'NLM_F_DUMP_INTR on the end',
    [{ ...done(sequence), flags: 0x12 }],
    { progress: { ...finished, inconsistent: true }, rows: 0 },
  ],
  [
    'a row that is too short',
    [{ type: 20, sequence, body: new Uint8Array(71) }, socket(sequence, {})],
    { progress: unfinished, rows: 1 },
  ],
  [
    'a length of 0 would be read for ever',
    [socket(sequence, {}), { ...socket(sequence, {}), length: 0 }],
    { progress: { ...unfinished, inconsistent: true }, rows: 1 },
  ],
  [
    'a length beyond the end',
    [socket(sequence, {}), { ...socket(sequence, {}), length: 4_000_000_000 }],
    { progress: { ...unfinished, inconsistent: true }, rows: 1 },
  ],
])('%s', (_, messages, expected) => {
  const { table, progress } = decode(datagram(...messages));
  expect({ progress, rows: table.length }).toEqual(expected);
});

test('a datagram that was cut off gives the rows before the cut', () => {
  const whole = datagram(socket(sequence, {}), socket(sequence, {}));
  const { table, progress } = decode(whole, whole.byteLength - 1);
  expect({ progress, rows: table.length }).toEqual({ progress: { ...unfinished, inconsistent: true }, rows: 1 });
});

test('an attribute with a length of 0 would be looked at for ever', () => {
  const message = socket(sequence, { family: 10, state: 10, attributes: [shutdown, v6Only(1)] });
  message.body!.fill(0, 72, 74);
  expect(describeRows(decode(datagram(message)).table)[0]).toMatch(/ inet6$/);
});

const runs = 50_000;
const fuzzLimitMs = 30_000;

test('random bytes never throw, and give no more rows than there is room for', { timeout: fuzzLimitMs }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), bytes => {
      const { table } = decode(bytes.slice().buffer);
      expect(table.length).toBeLessThanOrEqual(bytes.length / 88);
    }),
    { numRuns: runs },
  );
});

test('a dump with some bytes changed never throws, and gives no more rows', { timeout: fuzzLimitMs }, () => {
  const whole = capturedBytes();
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 8 }), fc.nat(whole.length), (changes, length) => {
      const bytes = whole.slice();
      for (const [at, value] of changes) {
        bytes[at] = value;
      }
      expect(decode(bytes.buffer, length).table.length).toBeLessThanOrEqual(whole.length / 88);
    }),
    { numRuns: runs },
  );
});

function decode(buffer: ArrayBuffer, length = buffer.byteLength): { table: SocketTable; progress: DumpProgress } {
  const table = new SocketTable(0, true, true, 0);
  return { table, progress: decodeDump(buffer, length, sequence, table) };
}

function capturedBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(captured.match(/[0-9a-f]{2}/g)!, byte => parseInt(byte, 16));
}
