import fc from 'fast-check';
import { constants } from 'node:os';
import { expect, test } from 'vitest';
import { CollectorError } from '../../../src/collect/collector';
import { NetlinkError, type NetlinkSocket } from '../../../src/collect/linux/netlink';
import { SockDiagCollector } from '../../../src/collect/linux/sockDiag';
import { stateOfCode } from '../../../src/core/tcp/states';
import { datagram, done, failed, socket, type Message } from './netlinkMessages';

const { EAGAIN, EBUSY, EINVAL, ENOBUFS, ENOENT, EPERM } = constants.errno;
const tcpDiagGetSock = 18;

/** A kernel that answers each request with the next of its answers; an error is thrown by receive(). */
class ScriptedKernel {
  /** One entry an opened socket: its SO_RCVBUF, and the type and states of each request on it. */
  readonly opened: { receiveBufferBytes: number; closed: boolean; requests: { type: number; states: number }[] }[] = [];

  constructor(private readonly answers: ((sequence: number) => readonly (readonly Message[] | NetlinkError)[])[]) {}

  readonly open = (receiveBufferBytes: number): NetlinkSocket => {
    const log = { receiveBufferBytes, closed: false, requests: [] as { type: number; states: number }[] };
    this.opened.push(log);
    let pending: (readonly Message[] | NetlinkError)[] = [];
    const fake = {
      buffer: new ArrayBuffer(0),
      send: (request: ArrayBuffer) => {
        const type = new Uint16Array(request)[2]!;
        const words = new Uint32Array(request);
        log.requests.push({ type, states: words[type === tcpDiagGetSock ? 17 : 5]! });
        pending = [...(this.answers.shift() ?? (() => []))(words[2]!)];
      },
      receive: () => {
        const next = pending.shift() ?? new NetlinkError('recv', EAGAIN);
        if (next instanceof NetlinkError) {
          throw next;
        }
        fake.buffer = datagram(...next);
        return fake.buffer.byteLength;
      },
      close: () => {
        log.closed = true;
      },
    };
    return fake;
  };
}

test('the parts of an answer are one table, and the socket stays open', () => {
  const kernel = new ScriptedKernel([
    n => [[socket(n, { cookie: [1, 0] })], [socket(n, { cookie: [2, 0] }), socket(n, { cookie: [3, 0] })], [done(n)]],
    n => [[socket(n, { cookie: [9, 0] }), done(n)]],
  ]);
  const collector = new SockDiagCollector(kernel.open);
  expect(cookies(collector)).toEqual([1, 2, 3]);
  expect(cookies(collector)).toEqual([9]);
  expect(kernel.opened).toMatchObject([
    { requests: [{ type: tcpDiagGetSock }, { type: tcpDiagGetSock }], closed: false },
  ]);
  collector.close();
  expect(kernel.opened[0]!.closed).toBe(true);
});

test('a socket that the dump showed twice is there once, as it was later', () => {
  const kernel = new ScriptedKernel([
    n => [
      [
        socket(n, { cookie: [1, 0], state: 1 }),
        socket(n, { cookie: [2, 0] }),
        socket(n, { cookie: [1, 0], state: 8 }),
        done(n),
      ],
    ],
  ]);
  const { table } = new SockDiagCollector(kernel.open).read();
  expect(Array.from(table.state.subarray(0, table.length))).toEqual([8, 1]);
});

test.each([
  ['no room', new NetlinkError('recv', ENOBUFS)],
  ['a dump still under way', new NetlinkError('recv', EBUSY)],
  ['no answer in time', new NetlinkError('recv', EAGAIN)],
])('%s: another attempt with a new socket and more room', (_, error) => {
  const kernel = new ScriptedKernel([n => [[socket(n, {})], error], n => [[socket(n, { cookie: [5, 0] }), done(n)]]]);
  expect(cookies(new SockDiagCollector(kernel.open))).toEqual([5]);
  const [first, second] = kernel.opened;
  expect([first!.closed, second!.closed]).toEqual([true, false]);
  expect(second!.receiveBufferBytes).toBe(first!.receiveBufferBytes * 2);
});

test('no room again and again is given up', () => {
  const kernel = new ScriptedKernel(Array.from({ length: 20 }, () => () => [new NetlinkError('recv', ENOBUFS)]));
  expect(() => new SockDiagCollector(kernel.open).read()).toThrow(new CollectorError('no-sock-diag', 'ENOBUFS'));
  expect(kernel.opened.length).toBe(4);
  expect(kernel.opened.every(({ closed }) => closed)).toBe(true);
});

test('an inconsistent dump is made again', () => {
  const interrupted = 0x12;
  const kernel = new ScriptedKernel([
    n => [[socket(n, { cookie: [1, 0] }, interrupted), done(n)]],
    n => [[socket(n, { cookie: [2, 0] }), done(n)]],
  ]);
  const { table, problems } = new SockDiagCollector(kernel.open).read();
  expect([table.identityLow[0], table.length, problems]).toEqual([2, 1, []]);
});

test('a dump that stays inconsistent is shown with the problem', () => {
  const interrupted = 0x12;
  const kernel = new ScriptedKernel(
    Array.from({ length: 20 }, () => n => [[socket(n, {}, interrupted), done(n)]] as const),
  );
  const { table, problems } = new SockDiagCollector(kernel.open).read();
  expect([table.length, problems]).toEqual([1, [{ code: 'inconsistent-reading' }]]);
  expect(kernel.opened[0]!.requests.length).toBe(4);
});

test.each(['EINVAL', 'ENOENT', 'EOPNOTSUPP'] as const)(
  'a kernel that answers TCPDIAG_GETSOCK with %s is asked family by family from then on',
  name => {
    const errno = constants.errno[name];
    const kernel = new ScriptedKernel([
      n => [[failed(n, errno)]],
      n => [[socket(n, { cookie: [4, 0] }), done(n)]],
      n => [[socket(n, { family: 10, cookie: [6, 0] }), done(n)]],
      n => [[done(n)]],
      n => [[done(n)]],
    ]);
    const collector = new SockDiagCollector(kernel.open);
    expect(cookies(collector)).toEqual([4, 6]);
    expect(cookies(collector)).toEqual([]);
    expect(kernel.opened.flatMap(({ requests }) => requests.map(({ type }) => type))).toEqual([18, 20, 20, 20, 20]);
  },
);

test.each([
  ['a kernel without inet_diag', [ENOENT, ENOENT], 'ENOENT'],
  ['a kernel that knows neither request', [EINVAL, EINVAL], 'EINVAL'],
  ['a sandbox', [EPERM], 'EPERM'],
])('%s: no reading', (_, errnos, detail) => {
  const kernel = new ScriptedKernel(errnos.map(errno => n => [[failed(n, errno)]]));
  expect(() => new SockDiagCollector(kernel.open).read()).toThrow(new CollectorError('no-sock-diag', detail));
});

test('a socket that cannot be opened: no reading', () => {
  const collector = new SockDiagCollector(() => {
    throw new CollectorError('no-sock-diag', 'EPROTONOSUPPORT');
  });
  expect(() => collector.read()).toThrow(new CollectorError('no-sock-diag', 'EPROTONOSUPPORT'));
});

test('with many sockets the bound ones are looked for every five seconds, and repeated in between', () => {
  let nowMs = 1_000;
  const many = (n: number) => Array.from({ length: 20_000 }, (_, index) => socket(n, { cookie: [100 + index, 0] }));
  const bound = (n: number, cookie: number) => socket(n, { state: 7, localPort: 80, cookie: [cookie, 0] });
  const kernel = new ScriptedKernel([
    n => [[...many(n), bound(n, 1), bound(n, 2)], [done(n)]],
    // The second one has begun to listen.
    n => [[...many(n), socket(n, { state: 10, cookie: [2, 0] })], [done(n)]],
    n => [[...many(n), bound(n, 3)], [done(n)]],
  ]);
  const collector = new SockDiagCollector(kernel.open, () => nowMs);
  const unconnected = () => {
    const { table } = collector.read();
    const rows = Array.from({ length: table.length }, (_, row) => row).filter(row => table.state[row] !== 1);
    return rows.map(row => `${stateOfCode(table.state[row]!)!.name} ${table.identityLow[row]!}`).sort();
  };
  expect(unconnected()).toEqual(['BOUND 1', 'BOUND 2']);
  nowMs += 4_999;
  expect(unconnected()).toEqual(['BOUND 1', 'LISTEN 2']);
  nowMs += 1;
  expect(unconnected()).toEqual(['BOUND 3']);
  const boundBit = 1 << 13;
  expect(kernel.opened[0]!.requests.map(({ states }) => (states & boundBit) !== 0)).toEqual([true, false, true]);
});

// The decoder's own tests have 100,000 cases; each of these 30,000 is a whole reading, of up to four attempts.
test('whatever bytes of an answer are wrong, a reading is a table or a CollectorError', { timeout: 120_000 }, () => {
  const at = fc.oneof(fc.nat(3), fc.nat(400));
  const answer = fc.record({
    shape: fc.constantFrom(...answerShapes),
    // The first bytes of a datagram are the length of its first message.
    changes: fc.array(fc.record({ datagram: fc.nat(2), at, byte: fc.nat(255) }), { maxLength: 5 }),
    cut: fc.option(fc.record({ datagram: fc.nat(2), length: fc.nat(400) })),
    claimedBeyond: fc.constantFrom(0, 0, 4, 1_000),
  });
  let tables = 0;
  let errors = 0;
  fc.assert(
    fc.property(fc.array(answer, { minLength: 10, maxLength: 10 }), answers => {
      let current = answers[0]!;
      let left: Uint8Array[] = [];
      let requests = 0;
      // One collector for all of them: what a broken answer leaves behind is there for the next.
      const collector = new SockDiagCollector(
        () => {
          const fake = {
            buffer: new ArrayBuffer(0),
            send: (request: ArrayBuffer) => {
              requests++;
              left = brokenAnswer(new Uint32Array(request)[2]!, current);
            },
            receive: () => {
              const next = left.shift();
              if (next === undefined) {
                throw new NetlinkError('recv', EAGAIN);
              }
              fake.buffer = next.slice().buffer;
              return next.length + current.claimedBeyond;
            },
            close: () => undefined,
          };
          return fake;
        },
        undefined,
        () => '/nowhere',
      );
      for (current of answers) {
        requests = 0;
        try {
          // Three sockets, and again when asked family by family.
          expect(collector.read().table.length).toBeLessThanOrEqual(6);
          tables++;
        } catch (error) {
          expect(error).toBeInstanceOf(CollectorError);
          errors++;
        }
        expect(requests).toBeLessThanOrEqual(8);
      }
    }),
    { numRuns: 3_000 },
  );
  // Neither is rare, so both ways are tried.
  expect(Math.min(tables, errors)).toBeGreaterThan(3_000);
});

const v6Only = [11, Uint8Array.of(1)] as const;
const answerShapes: readonly ((n: number) => readonly (readonly Message[])[])[] = [
  n => [
    [socket(n, { cookie: [1, 0] }), socket(n, { family: 10, state: 10, cookie: [2, 0], attributes: [v6Only] })],
    [socket(n, { cookie: [3, 0], interfaceIndex: 1 })],
    [done(n)],
  ],
  n => [[socket(n, {}, 0x12)], [socket(n, { state: 7, localPort: 80 })], [done(n, 0)]],
  n => [[failed(n, ENOENT)]],
];

interface BrokenAnswer {
  shape: (typeof answerShapes)[number];
  changes: readonly { datagram: number; at: number; byte: number }[];
  cut: { datagram: number; length: number } | null;
}

function brokenAnswer(sequence: number, { shape, changes, cut }: BrokenAnswer): Uint8Array[] {
  const datagrams = shape(sequence).map(messages => new Uint8Array(datagram(...messages)));
  for (const { datagram: which, at, byte } of changes) {
    const bytes = datagrams[which % datagrams.length]!;
    bytes[at % bytes.length] = byte;
  }
  return datagrams.map((bytes, which) => (cut?.datagram === which ? bytes.subarray(0, cut.length) : bytes));
}

function cookies(collector: SockDiagCollector): number[] {
  const { table } = collector.read();
  return Array.from(table.identityLow.subarray(0, table.length));
}
