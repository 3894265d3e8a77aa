import type { Tracked } from '../history/tracker';
import { stateCodeCount } from '../tcp/states';
import { actorOf } from './actor';
import { isInRange, isLoopback } from './address';
import type { NumberRange, Query, QueryTest } from './query';
import type { Owners } from './rows';
import { directions } from './serviceIndex';
import { unknownUid } from './socketTable';

type RowTest = (row: number) => boolean;

/** The rows of a reading for which every term of the query holds, in table order. */
export function filterRows(tracked: Tracked, query: Query, owners: Owners): Uint32Array {
  const tests = query.terms.map(({ negated, test }): RowTest => {
    const matches = testOf(tracked, test, owners);
    return negated ? row => !matches(row) : matches;
  });
  const rows = new Uint32Array(tracked.table.length);
  if (tests.length === 0) {
    return rows.map((_, row) => row);
  }
  let count = 0;
  for (let row = 0; row < tracked.table.length; row++) {
    if (tests.every(test => test(row))) {
      rows[count++] = row;
    }
  }
  return rows.subarray(0, count);
}

function testOf({ table, entries, entryOf }: Tracked, test: QueryTest, owners: Owners): RowTest {
  switch (test.key) {
    case 'state': {
      const wanted = new Uint8Array(stateCodeCount);
      test.values.forEach(code => (wanted[code] = 1));
      return row => wanted[table.state[row]!] === 1;
    }
    case 'port':
      return row => isAmong(table.localPort[row]!, test.values) || isAmong(table.remotePort[row]!, test.values);
    case 'localport':
      return row => isAmong(table.localPort[row]!, test.values);
    case 'remoteport':
      return row => isAmong(table.remotePort[row]!, test.values);
    case 'service':
      return row => isAmong(entries.servicePort[entryOf[row]!]!, test.values);
    case 'addr':
      return row =>
        test.values.some(
          range => isInRange(table.localAddress, row * 4, range) || isInRange(table.remoteAddress, row * 4, range),
        );
    case 'local':
      return row => test.values.some(range => isInRange(table.localAddress, row * 4, range));
    case 'remote':
      return row => test.values.some(range => isInRange(table.remoteAddress, row * 4, range));
    case 'uid':
      return row => table.uid[row] !== unknownUid && isAmong(table.uid[row]!, test.values);
    case 'pid':
      return row => owners.ownersOf(table.inode[row]!).some(({ pid }) => isAmong(pid, test.values));
    case 'process':
      return row =>
        owners.ownersOf(table.inode[row]!).some(({ name }) => {
          const lower = name.toLowerCase();
          return test.values.some(part => lower.includes(part));
        });
    case 'direction':
      return row => test.values.includes(directions[entries.direction[entryOf[row]!]!]!);
    case 'actor':
      return row => test.values.includes(actorOf(table, row));
    case 'age':
      return row => isAmong(table.takenAt - entries.stateSinceMs[entryOf[row]!]!, test.values);
    case 'receive':
      return row => isAmong(table.receiveQueue[row]!, test.values);
    case 'send':
      return row => isAmong(table.sendQueue[row]!, test.values);
    case 'loopback':
      return row => isLoopback(table.localAddress, row * 4) || isLoopback(table.remoteAddress, row * 4);
  }
}

function isAmong(value: number, ranges: readonly NumberRange[]): boolean {
  return ranges.some(({ low, high }) => value >= low && value <= high);
}
