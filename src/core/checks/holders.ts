import { directionCode } from '../sockets/serviceIndex';
import type { Endpoint } from '../sockets/socketRow';
import type { Facts } from './check';
import { groupBy, pidOf, remoteEnd, somePidOf } from './evidence';

type HolderFacts = Pick<Facts, 'tracked' | 'owners'>;

/** What rows are told of: their process and the service port that they have in common, as far as both are known. */
export interface Holder {
  /** A name for following it over readings. */
  readonly subject: string;
  readonly pid?: number;
  readonly port?: number;
  readonly rows: readonly number[];
}

/** So many rows of a process with one service port are told by themselves; fewer, with several ports, of the whole process. */
const ownPortFrom = 5;

/** Rows by the process that holds them and by its service ports, so that what is said of one port stays said of it. */
export function holdersOf(rows: Iterable<number>, facts: HolderFacts): Holder[] {
  const { entries, entryOf } = facts.tracked;
  const byProcess = groupBy(rows, row => pidOf(row, facts));
  return Array.from(byProcess).flatMap(([pid, held]) => {
    const byPort = Array.from(groupBy(held, row => entries.servicePort[entryOf[row]!]!));
    const hasOwn = ([, { length }]: (typeof byPort)[number]) => pid === undefined || length >= ownPortFrom;
    const rest = byPort.filter(group => !hasOwn(group));
    const alone = rest.length === 1 ? rest : [];
    const ofPort = [...byPort.filter(hasOwn), ...alone].map(([port, ofIt]) => holder(ofIt, pid, port));
    return rest.length > 1
      ? [
          ...ofPort,
          holder(
            rest.flatMap(([, few]) => few),
            pid,
          ),
        ]
      : ofPort;
  });
}

function holder(rows: readonly number[], pid?: number, port?: number): Holder {
  const subject = [pid === undefined ? '' : `pid ${pid}`, port === undefined ? '' : `port ${port}`];
  return {
    subject: subject.filter(part => part !== '').join(' '),
    ...(pid !== undefined && { pid }),
    ...(port !== undefined && { port }),
    rows,
  };
}

/** Whom rows wait for: where our connections lead to, or the clients of a server of ours. */
export interface Peers extends Holder {
  /** Of clients only where all are at one address; with port 0 where several ports are meant. */
  readonly destination?: Endpoint;
}

/**
 * Rows by whom they wait for. The clients of a server come from everywhere, each from a port of its own: they are told of
 * together.
 * @param by what a destination is: with `address` all its ports are one
 */
export function peersOf(rows: readonly number[], facts: HolderFacts, by: 'end' | 'address'): Peers[] {
  const { table, entries, entryOf } = facts.tracked;
  const isClient = (row: number) => entries.direction[entryOf[row]!] === directionCode.inbound;
  const clients = holdersOf(rows.filter(isClient), facts).map(one => {
    const destination = commonEnd(one.rows, facts);
    return { ...one, subject: `clients of ${one.subject}`, ...(destination && { destination }) };
  });
  const servers = groupBy(
    rows.filter(row => !isClient(row)),
    row => {
      const { address, port } = remoteEnd(table, row);
      return by === 'address' ? address : `${address} ${port}`;
    },
  );
  return [
    ...clients,
    ...Array.from(servers, ([subject, led]): Peers => {
      const pid = somePidOf(led, facts);
      return { subject, rows: led, destination: commonEnd(led, facts)!, ...(pid !== undefined && { pid }) };
    }),
  ];
}

function commonEnd(rows: readonly number[], { tracked: { table } }: HolderFacts): Endpoint | undefined {
  const ends = rows.map(row => remoteEnd(table, row));
  const { address, port } = ends[0]!;
  if (ends.some(end => end.address !== address)) {
    return undefined;
  }
  return { address, port: ends.every(end => end.port === port) ? port : 0 };
}
