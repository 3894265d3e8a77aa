import type { Tracked } from '../../history/tracker';
import type { BrowsedRow } from '../../sockets/browsedRow';
import { firstRows } from '../../sockets/grouping';
import type { ForeignListener, ProcessOrigin } from '../../system/processOrigin';
import type { SystemFacts } from '../../system/systemFacts';
import { bindVerdict } from './bindRules';
import { boundNotListening } from './boundNotListening';
import { leftovers } from './leftovers';
import { listening } from './listening';
import { nextFreePort } from './nextFreePort';
import { oneFamily } from './oneFamily';
import { otherNamespace } from './otherNamespace';
import { otherUser } from './otherUser';
import { outgoingConnection } from './outgoingConnection';
import type { PortCase } from './portCase';
import { holdersOf, isAnyAddress, mostSockets, type PortFacts } from './portFacts';
import { usualBindAddresses, type PortReport } from './portReport';
import { privilegedPort } from './privilegedPort';
import { selfConnected } from './selfConnected';

/** In the order in which they explain why a server cannot bind. */
const cases: readonly PortCase[] = [
  listening,
  boundNotListening,
  leftovers,
  outgoingConnection,
  oneFamily,
  otherNamespace,
  otherUser,
  selfConnected,
  privilegedPort,
];

/** Processes whose origin is looked up: a cluster of workers has one origin. */
const mostOrigins = 8;

/** Addresses of holders that are judged besides the usual ones. */
const mostOwnAddresses = 8;

export interface PortQuestion {
  port: number;
  /** Where a server is wanted, in canonical text, if that was asked. */
  address?: string;
  tracked: Tracked;
  system: SystemFacts;
  /** Listeners of the port in other network namespaces. */
  foreign: readonly ForeignListener[];
  toRows: (rows: readonly number[]) => BrowsedRow[];
  originOf: (pid: number) => ProcessOrigin | undefined;
}

/** Who holds a local port, how that is known, and whether a server could bind and listen on it now. */
export function reportPort(question: PortQuestion): PortReport {
  const { port, tracked, system, toRows } = question;
  const holders = holdersOf(tracked, port);
  const listeners = toRows(holders.listeners);
  const bound = toRows(holders.bound);
  const facts: PortFacts = { ...question, listeners, bound, connections: holders.connections };
  const all = [...holders.listeners, ...holders.bound, ...holders.connections];
  const next = nextFreePort(tracked, port, system);
  return {
    port,
    takenAt: tracked.table.takenAt,
    listeners,
    bound,
    connections: toRows(firstRows(tracked, Uint32Array.from(holders.connections), mostSockets)),
    connectionTotal: holders.connections.length,
    evidence: cases.flatMap(find => find(facts)),
    origins: pidsOf([...listeners, ...bound]).flatMap(pid => question.originOf(pid) ?? []),
    bindable: addressesOf(question.address, [...listeners, ...bound]).map(address =>
      bindVerdict(question, address, all),
    ),
    ...(next !== undefined && { nextFreePort: next }),
  };
}

/** What was asked comes first. */
function addressesOf(asked: string | undefined, holders: readonly BrowsedRow[]): string[] {
  const own = holders.map(({ local }) => local.address.replace(/%.*$/, '')).filter(address => !isAnyAddress(address));
  const usual = [...(asked === undefined ? [] : [asked]), ...usualBindAddresses];
  const others = [...new Set(own)].filter(address => !usual.includes(address)).slice(0, mostOwnAddresses);
  return [...new Set([...usual, ...others])];
}

function pidsOf(rows: readonly BrowsedRow[]): number[] {
  const pids = new Set(rows.flatMap(({ processes }) => processes.map(({ pid }) => pid)));
  return [...pids].sort((a, b) => a - b).slice(0, mostOrigins);
}
