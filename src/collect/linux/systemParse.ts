import type { PortRange } from '../../core/system/systemFacts';

/** Parses ip_local_port_range, two numbers: `32768\t60999`. */
export function parsePortRange(text: string): PortRange | undefined {
  const match = /^(\d+)\s+(\d+)\s*$/.exec(text);
  return match === null ? undefined : { low: Number(match[1]), high: Number(match[2]) };
}

/** Parses ip_local_reserved_ports: `8080,9148-9150`, or an empty line. */
export function parsePortList(text: string): readonly PortRange[] {
  return text.split(',').flatMap(item => {
    const match = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(item);
    return match === null ? [] : [{ low: Number(match[1]), high: Number(match[2] ?? match[1]) }];
  });
}

/**
 * Parses /proc/net/netstat and /proc/net/snmp, where a line of names is followed by a line of values:
 *
 *     TcpExt: SyncookiesSent SyncookiesRecv
 *     TcpExt: 0 12
 */
export function parseCounterPairs(text: string): Record<string, number> {
  const counters: Record<string, number> = {};
  const lines = text.split('\n');
  for (let line = 0; line + 1 < lines.length; line += 2) {
    const [group, ...names] = lines[line]!.split(' ');
    const [sameGroup, ...values] = lines[line + 1]!.split(' ');
    if (group === sameGroup) {
      names.forEach((name, index) => addCounter(counters, group!, name, values[index]));
    }
  }
  return counters;
}

/** Parses /proc/net/sockstat, where names and values alternate: `TCP: inuse 5 orphan 0 tw 3 alloc 8 mem 1`. */
export function parseSockstat(text: string): Record<string, number> {
  const counters: Record<string, number> = {};
  for (const line of text.split('\n')) {
    const [group, ...rest] = line.split(' ');
    for (let index = 0; index + 1 < rest.length; index += 2) {
      addCounter(counters, group!, rest[index]!, rest[index + 1]);
    }
  }
  return counters;
}

/**
 * The bit of a capability set in /proc/<pid>/status (`CapEff:\t000001ffffffffff`); undefined when there is no such
 * line.
 */
export function parseCapability(status: string, capability: number): boolean | undefined {
  const digits = /^CapEff:\t([0-9a-f]+)$/m.exec(status)?.[1];
  return digits === undefined ? undefined : ((BigInt(`0x${digits}`) >> BigInt(capability)) & 1n) === 1n;
}

/** The groups that tell of TCP, of some twenty. */
const tcpGroups: ReadonlySet<string> = new Set(['Tcp:', 'TcpExt:', 'TCP:', 'TCP6:', 'sockets:']);

function addCounter(counters: Record<string, number>, group: string, name: string, value: string | undefined): void {
  const number = Number(value);
  if (tcpGroups.has(group) && value !== undefined && value !== '' && Number.isFinite(number)) {
    counters[`${group.slice(0, -1)}.${name}`] = number;
  }
}
