import { keyOf } from '../view';
import type { Figure } from './figure';
import { boxAround, centerOf, middleOf, type Box, type Point } from './geometry';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Going sideways counts as this much longer than going straight on. */
const sidewaysCost = 2.2;

/** States and arrows in reading order, each at the place where a reader sees it. */
export function stopsOf(figure: Figure): ReadonlyMap<string, Point> {
  const states = figure.nodes.map(({ state, box }) => [keyOf({ kind: 'state', state }), centerOf(box)] as const);
  const arrows = figure.edges.map(
    ({ transition, points, label }) =>
      [
        keyOf({ kind: 'transition', id: transition.id }),
        label ? { x: label.x, y: (label.event + label.sends) / 2 } : middleOf(points),
      ] as const,
  );
  return new Map([...states, ...arrows].sort(([, a], [, b]) => a.y - b.y || a.x - b.x));
}

/** What should be seen around a stop, in shares of the figure: a state with its surroundings, an arrow with its words. */
export function boxOfStop(figure: Figure, key: string): Box {
  const { width, height, node } = figure.metrics;
  const center = stopsOf(figure).get(key) ?? { x: width / 2, y: height / 2 };
  const { x, y, ...size } = boxAround(center, { width: node.width * 1.2, height: node.height * 1.4 });
  return { x: x / width, y: y / height, width: size.width / width, height: size.height / height };
}

/** The stop that lies nearest in that direction; undefined at the edge of the figure. */
export function nextStop(stops: ReadonlyMap<string, Point>, from: string, direction: Direction): string | undefined {
  const origin = stops.get(from);
  if (origin === undefined) {
    return stops.keys().next().value;
  }
  let best: string | undefined;
  let bestCost = Infinity;
  for (const [key, place] of stops) {
    const { ahead, aside } = offset(origin, place, direction);
    const cost = ahead + aside * sidewaysCost;
    if (key !== from && ahead > 0 && aside <= ahead * 3 && cost < bestCost) {
      best = key;
      bestCost = cost;
    }
  }
  return best;
}

function offset(from: Point, to: Point, direction: Direction): { ahead: number; aside: number } {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  switch (direction) {
    case 'left':
      return { ahead: -dx, aside: Math.abs(dy) };
    case 'right':
      return { ahead: dx, aside: Math.abs(dy) };
    case 'up':
      return { ahead: -dy, aside: Math.abs(dx) };
    case 'down':
      return { ahead: dy, aside: Math.abs(dx) };
  }
}
