import { describe, expect, it } from 'vitest';
import { tcpStates } from '../../src/core/tcp/states';
import { transitions } from '../../src/core/tcp/transitions';
import { figureOf, type Figure, type FigureEdge } from '../../src/webview/diagram/figure';
import type { Box, Point } from '../../src/webview/diagram/geometry';
import { compact, medium, wide } from '../../src/webview/diagram/metrics';
import { nextStop, stopsOf, type Direction } from '../../src/webview/diagram/navigation';

describe.each([compact, medium, wide])('the $name drawing', metrics => {
  const figure = figureOf(metrics);

  it('shows every state, and the arrows of figure 5 and of its note 2', () => {
    const expected = transitions.filter(({ figure5, figureNote }) => figure5 || figureNote === 2);
    expect(expected).toHaveLength(21);
    expect(figure.edges.map(({ transition }) => transition.id)).toEqual(expected.map(({ id }) => id));
    expect(figure.nodes.map(({ state }) => state)).toEqual(tcpStates.map(({ name }) => name));
  });

  it('lets every arrow begin and end on the borders of its states', () => {
    const astray = figure.edges.filter(
      ({ transition: { from, to }, points }) =>
        !isOnBorder(points[0]!, boxOf(figure, from)) || !isOnBorder(points.at(-1)!, boxOf(figure, to)),
    );
    expect(astray.map(({ transition }) => transition.id)).toEqual([]);
  });

  it('lets no arrow cross another, or a state that is not its own', () => {
    const crossings = figure.edges.flatMap((edge, index) => [
      ...figure.edges
        .slice(index + 1)
        .filter(other => doCross(edge, other))
        .map(other => `${edge.transition.id} x ${other.transition.id}`),
      ...figure.nodes.filter(node => runsThrough(edge, node.box)).map(node => `${edge.transition.id} x ${node.state}`),
    ]);
    expect(crossings).toEqual([]);
  });

  it('lets the arrow keys reach every state and every arrow from CLOSED', () => {
    const stops = stopsOf(figure);
    const reached = new Set(['state:CLOSED']);
    for (const key of reached) {
      for (const direction of ['left', 'right', 'up', 'down'] satisfies Direction[]) {
        const next = nextStop(stops, key, direction);
        if (next !== undefined) {
          reached.add(next);
        }
      }
    }
    expect([...stops.keys()].filter(key => !reached.has(key))).toEqual([]);
  });
});

function boxOf({ nodes }: Figure, state: string): Box {
  return nodes.find(node => node.state === state)!.box;
}

function isOnBorder({ x, y }: Point, { x: left, y: top, width, height }: Box): boolean {
  const [right, bottom] = [left + width, top + height];
  const upright = (isNear(x, left) || isNear(x, right)) && y >= top && y <= bottom;
  const level = (isNear(y, top) || isNear(y, bottom)) && x >= left && x <= right;
  return upright || level;
}

function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) < 0.01;
}

function doCross(one: FigureEdge, other: FigureEdge): boolean {
  return partsOf(one).some(a => partsOf(other).some(b => overlap(a, b)));
}

function runsThrough(edge: FigureEdge, { x, y, width, height }: Box): boolean {
  const inside = { left: x + 1, right: x + width - 1, top: y + 1, bottom: y + height - 1 };
  return partsOf(edge).some(part => overlap(part, inside));
}

interface Extent {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The straight parts, all of which are level or upright. */
function partsOf({ points }: FigureEdge): Extent[] {
  return points.slice(1).map((to, index) => {
    const from = points[index]!;
    return {
      left: Math.min(from.x, to.x),
      right: Math.max(from.x, to.x),
      top: Math.min(from.y, to.y),
      bottom: Math.max(from.y, to.y),
    };
  });
}

function overlap(a: Extent, b: Extent): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}
