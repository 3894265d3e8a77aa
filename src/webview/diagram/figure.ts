import { tcpStates, type TcpStateName } from '../../core/tcp/states';
import type { Transition } from '../../core/tcp/transition';
import { transitions } from '../../core/tcp/transitions';
import { arrowhead, boxAround, lengthOf, roundedPath, type Box, type Point } from './geometry';
import type { Metrics } from './metrics';
import { routesOf, type EdgeLabel, type Route } from './routes';

/** The whole figure in the measures of one drawing: what the templates draw and the arrow keys walk over. */
export interface Figure {
  readonly metrics: Metrics;
  readonly nodes: readonly FigureNode[];
  readonly edges: readonly FigureEdge[];
  /** Around the states of the side that closes first, and of the side that closes second. */
  readonly activeClose: Box;
  readonly passiveClose: Box;
}

export interface FigureNode {
  readonly state: TcpStateName;
  readonly box: Box;
  /** Drawn small, because RFC 9293 does not know it. */
  readonly small: boolean;
  /** Rows of tokens that find room below it. */
  readonly tokenRows: number;
}

export interface FigureEdge {
  readonly transition: Transition;
  readonly points: readonly Point[];
  /** The line, which ends within its head; SVG paths. */
  readonly path: string;
  readonly head: string;
  /** From end to end, in units of the viewBox. */
  readonly length: number;
  readonly label?: EdgeLabel;
  /** The middle of the count of the last minute. */
  readonly count: Point;
}

const headLength = 9;

/** Rows of tokens below a state where there are fewer than three: a line, a caption or another state is near. */
const tokenRows: Readonly<Partial<Record<TcpStateName, number>>> = {
  BOUND: 1,
  CLOSED: 2,
  LISTEN: 2,
  'SYN-SENT': 2,
  'SYN-RECEIVED': 2,
  'FIN-WAIT-1': 2,
  CLOSING: 2,
  'LAST-ACK': 2,
};

/** The arrows of RFC 9293 figure 5, and the one that its note 2 says it omits. */
export const drawnTransitions = transitions.filter(({ figure5, figureNote }) => figure5 || figureNote === 2);

export function figureOf(metrics: Metrics): Figure {
  const routes = routesOf(metrics);
  return {
    metrics,
    nodes: tcpStates.map(({ name }) => nodeOf(name, metrics)),
    edges: drawnTransitions.flatMap(transition => {
      const route = routes[transition.id];
      return route === undefined ? [] : [edgeOf(transition, route, metrics)];
    }),
    activeClose: closeBox(metrics, metrics.left, metrics.middle),
    passiveClose: closeBox(metrics, metrics.right, metrics.right),
  };
}

function edgeOf(transition: Transition, route: Route, { radius }: Metrics): FigureEdge {
  const { points } = route;
  return {
    transition,
    ...route,
    path: roundedPath(points, radius, headLength - 2),
    head: arrowhead(points, headLength, 9),
    length: lengthOf(points),
  };
}

function nodeOf(state: TcpStateName, metrics: Metrics): FigureNode {
  const small = state === 'BOUND';
  return {
    state,
    small,
    box: boxAround(placeOf(state, metrics), small ? metrics.bound : metrics.node),
    tokenRows: tokenRows[state] ?? 3,
  };
}

function placeOf(state: TcpStateName, m: Metrics): Point {
  const places: Readonly<Record<TcpStateName, readonly [number, number]>> = {
    CLOSED: [m.middle, m.closed],
    BOUND: [m.middle - m.node.width / 2 - m.bound.width / 2 - m.lane * 2, m.closed + m.node.height / 2 + m.lane],
    LISTEN: [m.middle, m.listen],
    'SYN-RECEIVED': [m.left, m.syn],
    'SYN-SENT': [m.right, m.syn],
    ESTABLISHED: [m.middle, m.established],
    'FIN-WAIT-1': [m.left, m.firstFin],
    CLOSING: [m.middle, m.firstFin],
    'CLOSE-WAIT': [m.right, m.firstFin],
    'FIN-WAIT-2': [m.left, m.secondFin],
    'TIME-WAIT': [m.middle, m.secondFin],
    'LAST-ACK': [m.right, m.secondFin],
  };
  const [x, y] = places[state];
  return { x, y };
}

function closeBox(m: Metrics, firstColumn: number, lastColumn: number): Box {
  const reach = m.node.width / 2 + m.boxMargin;
  return {
    x: firstColumn - reach,
    y: m.boxTop,
    width: lastColumn - firstColumn + reach * 2,
    height: m.boxBottom - m.boxTop,
  };
}
