import { isV4 } from '../sockets/address';
import type { SocketTable } from '../sockets/socketTable';
import type { Check, Facts } from './check';
import { groupBy, idsOf } from './evidence';
import type { Found } from './finding';
import { listenersOf, type Listener } from './listeners';

/**
 * C18: two programs listen on one port. On Linux their addresses cannot overlap, so it is the family that decides who is
 * reached: 'localhost' may mean either. Several sockets of one program on one address are SO_REUSEPORT (socket(7)), and a
 * socket that was inherited by fork is one.
 */
export function twoListeners(): Check {
  return {
    code: 'two-listeners',
    find(facts) {
      const listeners = listenersOf(facts);
      const byPort = groupBy(listeners.keys(), index => listeners[index]!.port);
      return Array.from(byPort.values()).flatMap(indexes =>
        judge(
          indexes.map(index => listeners[index]!),
          facts,
        ),
      );
    },
  };
}

function judge(listeners: readonly Listener[], { tracked: { table } }: Facts): Found[] {
  const known = listeners.filter(({ owners }) => owners.length > 0);
  const byFamily = (v4: boolean) => known.filter(({ row }) => isV4(table.localAddress, row * 4) === v4);
  const [v4, v6] = [byFamily(true), byFamily(false)];
  const different = v4.some(first =>
    v6.some(second => reachedAsLocalhost(first, second) && !sameProgram(first, second)),
  );
  if (different) {
    return [found('family-decides', listeners, table)];
  }
  const shared = listeners.length > 1 && sharesAddress(listeners, table);
  return shared ? [found('reuseport', listeners, table)] : [];
}

/** Both answer at 'localhost': one on IPv4, one on IPv6. */
function reachedAsLocalhost(first: Listener, second: Listener): boolean {
  return (first.wildcard || first.loopback) && (second.wildcard || second.loopback);
}

/**
 * They have a process in common, or one is the other's parent, or a supervisor has started both. Two of one name alone are
 * what happens to developers most: one 'node' on 127.0.0.1, and another on ::1.
 */
function sameProgram(first: Listener, second: Listener): boolean {
  return first.owners.some(a =>
    second.owners.some(
      b =>
        a.pid === b.pid ||
        a.parentPid === b.pid ||
        b.parentPid === a.pid ||
        (a.name === b.name && a.parentPid === b.parentPid && a.parentPid > 1),
    ),
  );
}

function sharesAddress(listeners: readonly Listener[], { localAddress }: SocketTable): boolean {
  const addresses = listeners.map(({ row }) => localAddress.subarray(row * 4, row * 4 + 4).join());
  return new Set(addresses).size < addresses.length;
}

function found(cause: 'family-decides' | 'reuseport', listeners: readonly Listener[], table: SocketTable): Found {
  const { port } = listeners[0]!;
  return {
    code: 'two-listeners',
    severity: cause === 'reuseport' ? 'info' : 'warning',
    cause,
    subject: `port ${port}`,
    state: 'LISTEN',
    port,
    numbers: { listeners: listeners.length },
    evidence: idsOf(
      listeners.map(({ row }) => row),
      table,
    ),
    confidence: 'measured',
    actor: 'program',
  };
}
