import { parseAddressRange } from '../core/sockets/address';
import { filterRows } from '../core/sockets/filter';
import { firstRows } from '../core/sockets/grouping';
import type { Query, QueryTerm, QueryTest } from '../core/sockets/query';
import { socketRowOf, type Owners } from '../core/sockets/rows';
import { parseStateName } from '../core/tcp/stateNames';
import { stateOf, tcpStates } from '../core/tcp/states';
import type { Snapshot, SocketQuery } from '../protocol/monitor';
import type { Pass } from './reader';
import { countStates, stateCountsOf } from './stateCounts';

const usualLimit = 1_000;

/** The exported API's snapshot of a reading. */
export function snapshotOf(
  { tracked, source, problems, readMs, totalMs }: Pass,
  query: SocketQuery,
  owners: Owners,
): Snapshot {
  const rows = filterRows(tracked, toQuery(query), owners);
  const { offset = 0, limit = usualLimit, longestInStateFirst } = query;
  const { table, entries, entryOf } = tracked;
  const page = longestInStateFirst
    ? firstRows(tracked, rows, offset + limit, { by: 'age', descending: false }).slice(offset)
    : Array.from(rows.subarray(offset, offset + limit));
  return {
    takenAt: table.takenAt,
    source,
    total: rows.length,
    counts: stateCountsOf(countStates(rows.map(row => table.state[row]!))),
    sockets: page.map(row => socketRowOf(table, row, entries, entryOf[row]!, owners)),
    problems,
    cost: { readMs, totalMs },
  };
}

/** @throws Error when the address is neither an address nor a range, or a state's name means none */
function toQuery(query: SocketQuery): Query {
  const { states, localPort, remotePort, port, pid, address, process, actor, minAgeMs } = query;
  const terms: QueryTerm[] = [];
  const add = (test: QueryTest) => terms.push({ negated: false, test });
  const only = (value: number) => [{ low: value, high: value }];
  if (states !== undefined) {
    add({ key: 'state', values: states.map(stateCode) });
  }
  if (localPort !== undefined) {
    add({ key: 'localport', values: only(localPort) });
  }
  if (remotePort !== undefined) {
    add({ key: 'remoteport', values: only(remotePort) });
  }
  if (port !== undefined) {
    add({ key: 'port', values: only(port) });
  }
  if (pid !== undefined) {
    add({ key: 'pid', values: only(pid) });
  }
  if (address !== undefined) {
    const range = parseAddressRange(address);
    if (range === undefined) {
      throw new Error(`'${address}' is not an address or a CIDR range such as 10.0.0.0/8.`);
    }
    add({ key: 'addr', values: [range] });
  }
  if (process !== undefined) {
    add({ key: 'process', values: [process.toLowerCase()] });
  }
  if (actor !== undefined) {
    add({ key: 'actor', values: [actor] });
  }
  if (minAgeMs !== undefined) {
    add({ key: 'age', values: [{ low: minAgeMs, high: Infinity }] });
  }
  return { terms };
}

/** Callers in JavaScript write what they are used to. */
function stateCode(name: string): number {
  const state = parseStateName(name);
  if (state === undefined) {
    throw new RangeError(`'${name}' is not a TCP state; they are ${tcpStates.map(one => one.name).join(', ')}.`);
  }
  return stateOf(state).code;
}
