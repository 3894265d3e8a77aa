import fc from 'fast-check';
import { endianness } from 'node:os';
import { expect, test } from 'vitest';
import { parseProcNet } from '../../../src/collect/linux/procNetParse';
import { SocketTable } from '../../../src/core/sockets/socketTable';
import { describeRows } from './plainTable';

const header =
  '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode                                                     \n';
const header6 =
  '  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n';

/** Addresses are printed as numbers of the machine: these are from little-endian ones. */
const captureTest = test.runIf(endianness() === 'LE');

captureTest.each<[string, string, string[]]>([
  [
    'a listener, with a connection that waits for accept()',
    '   0: 0100007F:1F90 00000000:0000 0A 00000000:00000001 00:00000000 00000000  1000        0 257994 1 0000000000000000 100 0 0 10 0',
    ['LISTEN 127.0.0.1:8080 > 0.0.0.0:0 queues 1/0 timer 0 +0ms x0 uid 1000 inode 257994'],
  ],
  [
    'TIME-WAIT, a minisock: 12 tokens, and a 0 that is not root',
    '   3: 0100007F:8004 0100007F:D18D 06 00000000:00000000 03:00001737 00000000     0        0 0 3 00000000922dbc4b                                      ',
    ['TIME-WAIT 127.0.0.1:32772 > 127.0.0.1:53645 queues 0/0 timer 3 +59430ms x0 uid unknown inode 0'],
  ],
  [
    'a closed window: probes are counted, not retransmissions',
    '   4: 0100007F:800A 0100007F:D18D 04 0039B601:00000000 04:0000001F 00000005     0        7 257994 2 00000000383b065a 20 0 0 16 -1',
    ['FIN-WAIT-1 127.0.0.1:32778 > 127.0.0.1:53645 queues 0/3782145 timer 4 +310ms x7 uid 0 inode 257994'],
  ],
  [
    "SYN-RECEIVED: the uid is the listener's",
    '  11: 0100007F:CA91 0100007F:86AC 03 00000000:00000000 01:00000036 00000002  1000        0 0 0 0000000040033d79',
    ['SYN-RECEIVED 127.0.0.1:51857 > 127.0.0.1:34476 queues 0/0 timer 1 +540ms x2 uid 1000 inode 0'],
  ],
  [
    'keepalive probes without an answer',
    '  18: 0100007F:1BC8 0100007F:1B64 01 00000000:00000000 02:00000006 00000000     0        4 485803 2 00000000a4f7875a 20 0 0 10 -1',
    ['ESTABLISHED 127.0.0.1:7112 > 127.0.0.1:7012 queues 0/0 timer 2 +60ms x4 uid 0 inode 485803'],
  ],
  [
    'retransmissions',
    '  10: 0100007F:1BC2 0100007F:1B5D 04 00000001:00000000 01:00000098 00000004     0        0 0 2 00000000e9e99ae2 326 0 0 1 -1',
    ['FIN-WAIT-1 127.0.0.1:7106 > 127.0.0.1:7005 queues 0/1 timer 1 +1520ms x4 uid unknown inode 0'],
  ],
  [
    'a running number of more than four digits, and numbers of 32 bits',
    '123456: 0708090A:FFFF FFFFFFFF:0001 01 FFFFFFFF:FFFFFFFE 00:00000000 00000000 4294967295        0 4294967295 2 0 20 4 30 10 -1',
    [
      'ESTABLISHED 10.9.8.7:65535 > 255.255.255.255:1 queues 4294967294/4294967295 timer 0 +0ms x0 uid unknown inode 4294967295',
    ],
  ],
  [
    'IPv6',
    '   1: B80D0120000000000000000034120000:0050 00000000000000000000000001000000:C350 01 00000000:00000000 00:00000000 00000000    33        0 5 1 0 20 4 30 10 -1',
    ['ESTABLISHED 2001:db8::1234:80 > ::1:50000 queues 0/0 timer 0 +0ms x0 uid 33 inode 5 inet6'],
  ],
  [
    'the IPv4 client of a dual-stack server',
    '   2: 0000000000000000FFFF00000708090A:0050 0000000000000000FFFF00000100007F:C350 08 00000000:00000001 00:00000000 00000000     0        0 6 1 0',
    ['CLOSE-WAIT 10.9.8.7:80 > 127.0.0.1:50000 queues 1/0 timer 0 +0ms x0 uid 0 inode 6 inet6'],
  ],
  [
    "the kernel's own state for a request is SYN-RECEIVED",
    '   2: 0100007F:0050 0100007F:C350 0C 00000000:00000000 00:00000000 00000000     0        0 6 1 0',
    ['SYN-RECEIVED 127.0.0.1:80 > 127.0.0.1:50000 queues 0/0 timer 0 +0ms x0 uid 0 inode 6'],
  ],
])('%s', (_, line, rows) => {
  expect(parse(`${header}${line}\n`)).toEqual({ rows, left: 0 });
});

const good = '   1: 0100007F:0050 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 6 1 0';

test.each<[string, string]>([
  ['nothing', ''],
  ['only a header', header],
  ['only an IPv6 header', header6],
  ['empty lines', '\n\n\n'],
  ['a state that is none', `${good.replace(' 01 ', ' 00 ')}\n`],
  ['a state of a later kernel', `${good.replace(' 01 ', ' 7F ')}\n`],
  ['an address of 7 digits', `${good.replace('0100007F:0050', '100007F:0050')}\n`],
  ['an address of 9 digits', `${good.replace('0100007F:0050', '00100007F:0050')}\n`],
  ['an address of 12 digits', `${good.replace('0100007F:0050', '0100007F0000:0050')}\n`],
  ['ends of two families', `${good.replace('0100007F:C350', '00000000000000000000000001000000:C350')}\n`],
  ['a port beyond 65535', `${good.replace(':0050', ':10050')}\n`],
  ['an inode of more than 32 bits', `${good.replace(' 6 1', ' 4294967296 1')}\n`],
  ['a line that was cut off', `${good.slice(0, 80)}\n`],
  ['no numbers', '  sl: address\n'],
  ['bytes beyond ASCII', '\u00ff\u00fe\u0000\n'],
])('%s gives no row', (_, text) => {
  expect(parse(text)).toEqual({ rows: [], left: 0 });
});

test('a line without its end is left for later', () => {
  const { rows, left } = parse(`${good}\n${good}`);
  expect([rows.length, left]).toEqual([1, good.length]);
});

test('only the first bytes of the buffer count', () => {
  const bytes = Buffer.from(`${good}\n${good}\n`);
  const table = emptyTable();
  expect(parseProcNet(bytes, good.length + 1, table)).toBe(good.length + 1);
  expect(table.length).toBe(1);
});

test('a broken line between good ones is left out', () => {
  expect(parse(`${good}\n${good.slice(10)}\n${good}\n`).rows.length).toBe(2);
});

test('however the text is cut into pieces, the rows are the same', () => {
  const text = `${header}${`${good}\n`.repeat(3)}${header6}${good}\n`;
  const whole = parse(text).rows;
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 })), cuts => {
      const table = emptyTable();
      let kept = '';
      for (const piece of pieces(text, cuts)) {
        const bytes = Buffer.from(kept + piece);
        kept = bytes.subarray(parseProcNet(bytes, bytes.length, table)).toString();
      }
      expect(describeRows(table)).toEqual(whole);
    }),
  );
});

const runs = 50_000;
const fuzzLimitMs = 30_000;

test('random bytes never throw', { timeout: fuzzLimitMs }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), bytes => {
      const table = emptyTable();
      expect(parseProcNet(bytes, bytes.length, table)).toBe(bytes.lastIndexOf(10) + 1);
    }),
    { numRuns: runs },
  );
});

test('lines with some bytes changed never throw, and give at most a row for each', { timeout: fuzzLimitMs }, () => {
  const whole = Buffer.from(`${header}${good}\n${good}\n`);
  const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), changes => {
      const bytes = Uint8Array.from(whole);
      for (const [at, value] of changes) {
        bytes[at] = value;
      }
      const table = emptyTable();
      expect(parseProcNet(bytes, bytes.length, table)).toBe(bytes.lastIndexOf(10) + 1);
      expect(table.length).toBeLessThanOrEqual(bytes.filter(byte => byte === 10).length);
    }),
    { numRuns: runs },
  );
});

function parse(text: string): { rows: string[]; left: number } {
  const bytes = Buffer.from(text);
  const table = emptyTable();
  const parsed = parseProcNet(bytes, bytes.length, table);
  return { rows: describeRows(table), left: bytes.length - parsed };
}

function emptyTable(): SocketTable {
  return new SocketTable(0, false, false, 0);
}

function pieces(text: string, cuts: readonly number[]): string[] {
  const found = [];
  let at = 0;
  for (const length of cuts) {
    found.push(text.slice(at, at + length));
    at += length;
  }
  return [...found, text.slice(at)];
}
