import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tracker, type Tracked } from '../../../../src/core/history/tracker';
import { identityText } from '../../../../src/core/sockets/identity';
import { directions } from '../../../../src/core/sockets/serviceIndex';
import { timerCode } from '../../../../src/core/sockets/socketTable';
import { stateOf, stateOfCode, tcpStates, type TcpStateName } from '../../../../src/core/tcp/states';
import { tableOf, type TestSocket } from '../sockets/tableOf';

const facts = { ephemeralPorts: { low: 32_768, high: 60_999 }, timeWaitMs: 60_000 };
const ends = { local: '127.0.0.1:3000', remote: '127.0.0.1:50000' };

const transitionsOf = (tracker: Tracker) =>
  Array.from(tracker.counts, ({ from, to, observed, inferred }) => [
    stateOfCode(from)!.name,
    stateOfCode(to)!.name,
    observed,
    inferred,
  ]);

const entryAt = ({ entries, entryOf }: Tracked, row: number) => ({
  firstSeen: entries.firstSeenMs[entryOf[row]!],
  since: entries.stateSinceMs[entryOf[row]!],
  exact: entries.exact[entryOf[row]!] === 1,
});

test('what the first reading shows began then or earlier; what a later one adds began in between', () => {
  const tracker = new Tracker();
  const old: TestSocket = { state: 'ESTABLISHED', ...ends, cookie: 1 };
  const first = tracker.update(tableOf([old], 1_000), facts);
  expect(entryAt(first, 0)).toEqual({ firstSeen: 1_000, since: 1_000, exact: false });
  const second = tracker.update(tableOf([old, { state: 'LISTEN', local: '0.0.0.0:3000', cookie: 2 }], 3_000), facts);
  expect(entryAt(second, 0)).toEqual({ firstSeen: 1_000, since: 1_000, exact: false });
  expect(entryAt(second, 1)).toEqual({ firstSeen: 3_000, since: 3_000, exact: true });
  expect([second.opened, second.closed]).toEqual([1, 0]);
});

test('one legal step between two readings is observed', () => {
  const tracker = new Tracker();
  tracker.update(tableOf([{ state: 'ESTABLISHED', ...ends, cookie: 1 }], 1_000), facts);
  const tracked = tracker.update(tableOf([{ state: 'CLOSE-WAIT', ...ends, cookie: 1 }], 3_000), facts);
  expect(transitionsOf(tracker)).toEqual([['ESTABLISHED', 'CLOSE-WAIT', 1, 0]]);
  expect(entryAt(tracked, 0)).toEqual({ firstSeen: 1_000, since: 3_000, exact: true });
});

test('more than one step is inferred along the shortest legal way', () => {
  const tracker = new Tracker();
  tracker.update(tableOf([{ state: 'ESTABLISHED', ...ends, cookie: 1 }], 1_000), facts);
  tracker.update(tableOf([{ state: 'FIN-WAIT-2', ...ends, cookie: 1 }], 3_000), facts);
  expect(transitionsOf(tracker)).toEqual([
    ['ESTABLISHED', 'FIN-WAIT-1', 0, 1],
    ['FIN-WAIT-1', 'FIN-WAIT-2', 0, 1],
  ]);
});

test('a socket that is gone: from TIME-WAIT its end is observed, from ESTABLISHED it is inferred', () => {
  const tracker = new Tracker();
  tracker.update(
    tableOf([
      { state: 'TIME-WAIT', ...ends, cookie: 1 },
      { state: 'ESTABLISHED', ...ends, cookie: 2 },
    ]),
    facts,
  );
  const tracked = tracker.update(tableOf([{ state: 'LISTEN', local: '0.0.0.0:1', cookie: 9 }], 3_000), facts);
  expect(tracked.closed).toBe(2);
  expect(transitionsOf(tracker)).toContainEqual(['TIME-WAIT', 'CLOSED', 1, 0]);
  expect(transitionsOf(tracker)).toContainEqual(['ESTABLISHED', 'CLOSED', 0, 1]);
});

test('a change that nobody watched is not dated exactly', () => {
  const tracker = new Tracker();
  tracker.update(tableOf([{ state: 'ESTABLISHED', ...ends, cookie: 1 }], 1_000), facts);
  const tracked = tracker.update(tableOf([{ state: 'CLOSE-WAIT', ...ends, cookie: 1 }], 100_000), facts);
  expect(entryAt(tracked, 0).exact).toBe(false);
});

test('a TIME-WAIT is dated by its timer, however late we came', () => {
  const timed = { timer: timerCode.timeWait, expiresMs: 20_000 };
  const tracked = new Tracker().update(tableOf([{ state: 'TIME-WAIT', ...ends, ...timed, cookie: 1 }], 100_000), facts);
  expect(entryAt(tracked, 0)).toEqual({ firstSeen: 100_000, since: 60_000, exact: true });
});

test('the server and the client of one loopback connection are told apart by the listener, and stay so after it has gone', () => {
  const tracker = new Tracker();
  const server: TestSocket = { state: 'ESTABLISHED', ...ends, cookie: 1 };
  const client: TestSocket = { state: 'ESTABLISHED', local: ends.remote, remote: ends.local, cookie: 2 };
  const listener: TestSocket = { state: 'LISTEN', local: '[::]:3000', cookie: 3 };
  for (const sockets of [
    [server, client, listener],
    [server, client],
  ]) {
    const { entries, entryOf } = tracker.update(tableOf(sockets), facts);
    expect([0, 1].map(row => directions[entries.direction[entryOf[row]!]!])).toEqual(['inbound', 'outbound']);
    expect([0, 1].map(row => entries.servicePort[entryOf[row]!])).toEqual([3_000, 3_000]);
  }
});

test.each([
  ['10.0.0.5:40000', '10.0.0.9:5432', 'outbound', 5_432],
  ['10.0.0.5:8080', '10.0.0.9:40000', 'inbound', 8_080],
  ['10.0.0.5:40000', '10.0.0.9:50051', 'outbound', 50_051],
  ['10.0.0.5:40000', '10.0.0.9:61616', 'outbound', 61_616],
  ['10.0.0.5:8080', '10.0.0.9:1000', 'unknown', 1_000],
])('without a listener %s to %s is %s, service %i', (local, remote, direction, service) => {
  const { entries, entryOf } = new Tracker().update(tableOf([{ state: 'ESTABLISHED', local, remote }]), facts);
  expect(directions[entries.direction[entryOf[0]!]!]).toBe(direction);
  expect(entries.servicePort[entryOf[0]!]).toBe(service);
});

test('a wildcard IPv6-only listener does not make an IPv4 connection inbound', () => {
  const listener: TestSocket = { state: 'LISTEN', local: '[::]:40000', cookie: 1, flags: 1 | 2 | 4 };
  const connection: TestSocket = { state: 'ESTABLISHED', local: '10.0.0.5:40000', remote: '10.0.0.9:80', cookie: 2 };
  const { entries, entryOf } = new Tracker().update(tableOf([listener, connection]), facts);
  expect(directions[entries.direction[entryOf[1]!]!]).toBe('outbound');
});

test('without cookies another inode on the same tuple is another connection', () => {
  const tracker = new Tracker();
  tracker.update(tableOf([{ state: 'ESTABLISHED', ...ends, inode: 1 }], 1_000), facts);
  const tracked = tracker.update(tableOf([{ state: 'ESTABLISHED', ...ends, inode: 2 }], 3_000), facts);
  expect(entryAt(tracked, 0).firstSeen).toBe(3_000);
  const kept = tracker.update(tableOf([{ state: 'TIME-WAIT', ...ends, inode: 0 }], 5_000), facts);
  expect(entryAt(kept, 0).firstSeen).toBe(3_000);
});

test('the way of one connection is kept, and found again after it has closed', () => {
  const tracker = new Tracker();
  const states: TcpStateName[] = ['SYN-SENT', 'ESTABLISHED', 'FIN-WAIT-2', 'TIME-WAIT'];
  let id = { low: 0, high: 0 };
  for (const [index, state] of states.entries()) {
    const table = tableOf([{ state, ...ends, cookie: 7 }], index * 1_000);
    id = { low: table.identityLow[0]!, high: table.identityHigh[0]! };
    tracker.update(table, facts);
  }
  tracker.update(tableOf([{ state: 'LISTEN', local: '0.0.0.0:1', cookie: 8 }], 9_000), facts);
  expect(tracker.find(id)).toBe(-1);
  const slot = tracker.closed.find(id);
  expect(identityText(tracker.closed.table, slot)).toBe('c100000007');
  expect(tracker.closed.closedAt[slot]).toBe(9_000);
  const steps = tracker.log.stepsOf(tracker.closed.entries.serial[slot]!);
  expect(steps.map(({ to, at, observed }) => [stateOfCode(to)!.name, at, observed])).toEqual([
    ['ESTABLISHED', 1_000, true],
    ['FIN-WAIT-1', 2_000, false],
    ['FIN-WAIT-2', 2_000, false],
    ['TIME-WAIT', 3_000, true],
    ['CLOSED', 9_000, true],
  ]);
});

test('the log forgets the oldest steps, never the newest', () => {
  const tracker = new Tracker(2);
  for (const [index, state] of (['SYN-SENT', 'ESTABLISHED', 'CLOSE-WAIT', 'LAST-ACK'] as const).entries()) {
    tracker.update(tableOf([{ state, ...ends, cookie: 1 }], index * 1_000), facts);
  }
  expect(tracker.log.stepsOf(1).map(({ to }) => stateOfCode(to)!.name)).toEqual(['CLOSE-WAIT', 'LAST-ACK']);
});

test('transitions leave the last minute', () => {
  const tracker = new Tracker();
  tracker.update(tableOf([{ state: 'SYN-SENT', ...ends, cookie: 1 }], 0), facts);
  const open: TestSocket = { state: 'ESTABLISHED', ...ends, cookie: 1 };
  tracker.update(tableOf([open], 1_000), facts);
  tracker.update(tableOf([open], 30_000), facts);
  const taken = () => Array.from(tracker.counts, count => [count.observed, count.lastMinute, count.lastMinuteInferred]);
  expect(taken()).toEqual([[0, 1, 0]]);
  tracker.update(tableOf([open], 62_000), facts);
  expect(Array.from(tracker.counts)).toEqual([]);
});

test('a change of source begins anew', () => {
  const tracker = new Tracker();
  tracker.update(tableOf([{ state: 'ESTABLISHED', ...ends, cookie: 1 }], 1_000), facts);
  const tracked = tracker.update(tableOf([{ state: 'ESTABLISHED', ...ends }], 3_000), facts);
  expect(entryAt(tracked, 0)).toEqual({ firstSeen: 3_000, since: 3_000, exact: false });
  expect(tracked.closed).toBe(0);
});

test('whatever readings bring: opened and closed add up, and every row has its own entry', () => {
  const socket = fc.record({
    state: fc.constantFrom(...tcpStates.map(state => state.name)),
    cookie: fc.integer({ min: 1, max: 60 }),
  });
  const readings = fc.array(fc.uniqueArray(socket, { selector: ({ cookie }) => cookie, maxLength: 40 }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(readings, all => {
      const tracker = new Tracker();
      let before = new Map<number, TcpStateName>();
      let at = 0;
      for (const sockets of all) {
        at += 1_000;
        const rows = sockets.map(({ state, cookie }) => ({ state, cookie, local: '10.0.0.1:1', remote: '10.0.0.2:2' }));
        const table =
          rows.length > 0 ? tableOf(rows, at) : tableOf([{ state: 'LISTEN', local: '0.0.0.0:1', cookie: 99 }], at);
        const tracked = tracker.update(table, facts);
        const now = new Map(
          Array.from({ length: table.length }, (_, row) => [
            table.identityLow[row]!,
            stateOfCode(table.state[row]!)!.name,
          ]),
        );
        expect(tracked.opened).toBe([...now.keys()].filter(key => !before.has(key)).length);
        expect(tracked.closed).toBe([...before.keys()].filter(key => !now.has(key)).length);
        expect(new Set(tracked.entryOf).size).toBe(table.length);
        now.forEach((state, low) => {
          const entry = tracker.find({ low, high: 1 });
          expect(tracked.entries.state[entry]).toBe(stateOf(state).code);
        });
        before = now;
      }
    }),
    { numRuns: 300 },
  );
});

test("the client's end of a connection to this machine's own address is outbound, whatever the port", () => {
  const listener: TestSocket = { state: 'LISTEN', local: '0.0.0.0:50051', cookie: 1 };
  const server: TestSocket = { state: 'ESTABLISHED', local: '10.0.0.5:50051', remote: '10.0.0.5:41000', cookie: 2 };
  const client: TestSocket = { state: 'ESTABLISHED', local: '10.0.0.5:41000', remote: '10.0.0.5:50051', cookie: 3 };
  const { entries, entryOf } = new Tracker().update(tableOf([listener, server, client]), facts);
  expect([1, 2].map(row => directions[entries.direction[entryOf[row]!]!])).toEqual(['inbound', 'outbound']);
  expect([1, 2].map(row => entries.servicePort[entryOf[row]!])).toEqual([50_051, 50_051]);
});

test('a listener that its reading missed tells the direction with the next one, and not later', () => {
  const listener: TestSocket = { state: 'LISTEN', local: '127.0.0.1:40000', cookie: 1 };
  const server: TestSocket = { state: 'ESTABLISHED', local: '127.0.0.1:40000', remote: '127.0.0.1:50000', cookie: 2 };
  const tracker = new Tracker();
  const directionsAfter = [[server], [listener, server], [server]].map((sockets, index) => {
    const { entries, entryOf } = tracker.update(tableOf(sockets, (index + 1) * 1_000), facts);
    return directions[entries.direction[entryOf.at(-1)!]!];
  });
  expect(directionsAfter).toEqual(['outbound', 'inbound', 'inbound']);
});

test('a SYN sent from a port that is listened on is outbound all the same', () => {
  const listener: TestSocket = { state: 'LISTEN', local: '0.0.0.0:4001', cookie: 1 };
  const dialling: TestSocket = { state: 'SYN-SENT', local: '10.0.0.5:4001', remote: '10.0.0.9:4001', cookie: 2 };
  const { entries, entryOf } = new Tracker().update(tableOf([listener, dialling]), facts);
  expect(directions[entries.direction[entryOf[1]!]!]).toBe('outbound');
});

test('a clock that was set back makes everything begin anew, and nothing pile up', () => {
  const tracker = new Tracker();
  const open: TestSocket = { state: 'ESTABLISHED', ...ends, cookie: 1 };
  tracker.update(tableOf([open], 100_000), facts);
  tracker.update(tableOf([{ ...open, state: 'CLOSE-WAIT' }], 101_000), facts);
  const back = tracker.update(tableOf([{ ...open, state: 'CLOSE-WAIT' }], 5_000), facts);
  expect(entryAt(back, 0)).toEqual({ firstSeen: 5_000, since: 5_000, exact: false });
  expect(Array.from(tracker.counts)).toEqual([]);
});

test('a bound socket that is gone may have connected meanwhile: its end is inferred', () => {
  const tracker = new Tracker();
  tracker.update(tableOf([{ state: 'BOUND', local: '0.0.0.0:3000', cookie: 1 }], 1_000), facts);
  tracker.update(tableOf([{ state: 'LISTEN', local: '0.0.0.0:1', cookie: 2 }], 2_000), facts);
  expect(transitionsOf(tracker)).toContainEqual(['BOUND', 'CLOSED', 0, 1]);
});
