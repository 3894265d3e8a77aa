import { expect, test } from 'vitest';
import {
  parseCapability,
  parseCounterPairs,
  parsePortList,
  parsePortRange,
  parseSockstat,
} from '../../../src/collect/linux/systemParse';

test.each([
  ['32768\t60999\n', { low: 32_768, high: 60_999 }],
  ['1024 65535', { low: 1_024, high: 65_535 }],
  ['', undefined],
  ['32768', undefined],
  ['a\tb\n', undefined],
])('the ephemeral ports %j', (text, range) => {
  expect(parsePortRange(text)).toEqual(range);
});

test.each([
  ['\n', []],
  ['8080\n', [{ low: 8_080, high: 8_080 }]],
  [
    '8080,9148-9150,10000\n',
    [
      { low: 8_080, high: 8_080 },
      { low: 9_148, high: 9_150 },
      { low: 10_000, high: 10_000 },
    ],
  ],
])('the reserved ports %j', (text, ranges) => {
  expect(parsePortList(text)).toEqual(ranges);
});

test('counters come in pairs of lines; other protocols are left out', () => {
  const text = `Ip: Forwarding DefaultTTL
Ip: 1 64
Tcp: RtoAlgorithm MaxConn ActiveOpens
Tcp: 1 -1 26
TcpExt: SyncookiesSent ListenOverflows
TcpExt: 0 12
`;
  expect(parseCounterPairs(text)).toEqual({
    'Tcp.RtoAlgorithm': 1,
    'Tcp.MaxConn': -1,
    'Tcp.ActiveOpens': 26,
    'TcpExt.SyncookiesSent': 0,
    'TcpExt.ListenOverflows': 12,
  });
});

test.each([
  ['no text', '', {}],
  ['names without values', 'Tcp: A B\n', {}],
  ['fewer values than names', 'Tcp: A B\nTcp: 1\n', { 'Tcp.A': 1 }],
  ['values of another group', 'Tcp: A\nTcpExt: 1\n', {}],
  ['a value that is no number', 'Tcp: A B\nTcp: x 2\n', { 'Tcp.B': 2 }],
])('%s', (_, text, counters) => {
  expect(parseCounterPairs(text)).toEqual(counters);
});

test('sockstat alternates names and values', () => {
  const text = `sockets: used 310
TCP: inuse 5 orphan 0 tw 3 alloc 8 mem 1
UDP: inuse 2 mem 0
`;
  expect(parseSockstat(text)).toEqual({
    'sockets.used': 310,
    'TCP.inuse': 5,
    'TCP.orphan': 0,
    'TCP.tw': 3,
    'TCP.alloc': 8,
    'TCP.mem': 1,
  });
});

test.each([
  ['Name:\tnode\nCapEff:\t000001ffffffffff\nSeccomp:\t0\n', true],
  ['CapEff:\t0000000000000400\n', true],
  ['CapEff:\t0000000000000000\n', false],
  ['CapEff:\t00000000000003ff\n', false],
  ['Name:\tnode\n', undefined],
])('CAP_NET_BIND_SERVICE in %j', (status, has) => {
  expect(parseCapability(status, 10)).toBe(has);
});
