import { stateOf, tcpStates, type TcpStateName } from './states';
import type { Transition } from './transition';
import { transitions } from './transitions';

export type Path = readonly Transition[];

/**
 * The fewest legal transitions from one state to another; empty when they are the same, undefined when there is no way.
 * No way leads through CLOSED: a connection that got there is over, and what follows is another one.
 * Among ways of the same length the one with more of the usual arrows wins: a client's and a server's own before the
 * rest of RFC 9293 figure 5, that before resets, aborts and timeouts, and of those the likeliest.
 * Two arrows are left out because a reading shows the way around them to be likelier and never wrong: SYN-RECEIVED to
 * FIN-WAIT-1, which only a simultaneous open can take, and SYN-RECEIVED to CLOSE-WAIT, which passes through ESTABLISHED.
 */
export function shortestLegalPath(from: TcpStateName, to: TcpStateName): Path | undefined {
  return shortest.get(from)!.get(to);
}

/** Which end opened the connection, as far as it is known. */
export type OpenedBy = 'inbound' | 'outbound' | 'unknown';

/**
 * How a socket that no earlier reading had came to its state. A listener's child begins in LISTEN, where its listener
 * stays; everything else begins in CLOSED. Undefined when both ways are possible and the direction is not known.
 */
export function pathOfNew(state: TcpStateName, direction: OpenedBy): Path | undefined {
  const { category } = stateOf(state);
  if (category === 'unconnected') {
    return shortestLegalPath('CLOSED', state);
  }
  if (category === 'opening') {
    return halfOpenWays[direction].find(path => path.at(-1)!.to === state);
  }
  return direction === 'unknown' ? undefined : [...handshakes[direction], ...shortestLegalPath('ESTABLISHED', state)!];
}

const usable = transitions.filter(
  ({ note }) => note !== 'only-after-simultaneous-open' && note !== 'passes-through-established',
);

/** A whole step counts more than all preferences of the longest way together. */
function costOf(transition: Transition): number {
  return 1000 + unusualness(transition);
}

function unusualness({ path, figure5, note }: Transition): number {
  if (path !== undefined) {
    return 0;
  }
  return figure5 && note !== 'unreachable-with-sockets' ? 1 : 20;
}

const shortest: ReadonlyMap<TcpStateName, ReadonlyMap<TcpStateName, Path>> = new Map(
  tcpStates.map(({ name }) => [name, pathsFrom(name)]),
);

/** Dijkstra's algorithm without a queue: with twelve states it is enough to relax until nothing improves. */
function pathsFrom(origin: TcpStateName): ReadonlyMap<TcpStateName, Path> {
  const paths = new Map<TcpStateName, Path>([[origin, []]]);
  const costs = new Map([[origin, 0]]);
  for (let improved = true; improved;) {
    improved = false;
    for (const transition of usable) {
      const { from, to } = transition;
      const way = from === 'CLOSED' && origin !== 'CLOSED' ? undefined : paths.get(from);
      if (way !== undefined && costs.get(from)! + costOf(transition) < (costs.get(to) ?? Infinity)) {
        paths.set(to, [...way, transition]);
        costs.set(to, costs.get(from)! + costOf(transition));
        improved = true;
      }
    }
  }
  return paths;
}

const handshakes = { inbound: steps('T05', 'T12'), outbound: steps('T02', 'T06') };

/** A SYN-RECEIVED socket of a connection that was opened from here is a simultaneous open. */
const halfOpenWays: Readonly<Record<OpenedBy, readonly Path[]>> = {
  inbound: [steps('T05'), steps('T02')],
  outbound: [steps('T02'), steps('T02', 'T07')],
  unknown: [steps('T05'), steps('T02')],
};

function steps(...ids: readonly string[]): Path {
  return ids.map(id => transitions.find(transition => transition.id === id)!);
}
