import type { Point } from './geometry';
import type { Metrics } from './metrics';

/** Where an arrow runs, and where its words stand. */
export interface Route {
  readonly points: readonly Point[];
  readonly label?: EdgeLabel;
}

/** Baselines of the two lines of a label: the event above, the segment that is sent below. */
export interface EdgeLabel {
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly event: number;
  readonly sends: number;
}

/**
 * The arrows, laid out by hand as in Stevens' figure 18.12, by the transition's id in core/tcp/transitions.ts. No two
 * of them cross. A label stands on its line like a fraction where the line is level, else beside it.
 */
export function routesOf(m: Metrics): Readonly<Record<string, Route>> {
  const halfWidth = m.node.width / 2;
  const halfHeight = m.node.height / 2;
  const { lane } = m;
  const top = (row: number) => row - halfHeight;
  const bottom = (row: number) => row + halfHeight;
  const leftOf = (column: number) => column - halfWidth;
  const rightOf = (column: number) => column + halfWidth;

  const route = (points: readonly (readonly [number, number])[], label?: EdgeLabel): Route => ({
    points: points.map(([x, y]) => ({ x, y })),
    ...(m.label && label ? { label } : {}),
  });
  const above = m.label?.above ?? 0;
  const below = m.label?.below ?? 0;
  const line = m.label?.line ?? 0;
  const on = (x: number, y: number): EdgeLabel => ({ x, anchor: 'middle', event: y - above, sends: y + below });
  const under = (x: number, y: number): EdgeLabel => ({
    x,
    anchor: 'middle',
    event: y + below,
    sends: y + below + line,
  });
  /** Beside an upright line, its block centred at y. */
  const beside = (x: number, y: number, side: 'left' | 'right', lines: 1 | 2 = 2): EdgeLabel => ({
    x: side === 'left' ? x - 9 : x + 9,
    anchor: side === 'left' ? 'end' : 'start',
    event: lines === 1 ? y + 4 : y - line / 2 + 4,
    sends: y + line / 2 + 4,
  });
  const between = (a: number, b: number) => (a + b) / 2;
  const leftGap = between(rightOf(m.left), leftOf(m.middle));
  const rightGap = between(rightOf(m.middle), leftOf(m.right));
  /** Just above a row, clear of the tokens that hang from the row before it. */
  const over = (row: number) => top(row) - line - 6;

  return {
    // CLOSED and LISTEN
    T01: route(
      [
        [m.middle - lane * 0.8, bottom(m.closed)],
        [m.middle - lane * 0.8, top(m.listen)],
      ],
      beside(m.middle - lane * 0.8, top(m.listen) - 13, 'left', 1),
    ),
    T03: route(
      [
        [m.middle + lane * 0.8, top(m.listen)],
        [m.middle + lane * 0.8, bottom(m.closed)],
      ],
      beside(m.middle + lane * 0.8, top(m.listen) - 13, 'right', 1),
    ),
    // Opening as a client, at the right
    T02: route(
      [
        [rightOf(m.middle), m.closed + lane],
        [m.right, m.closed + lane],
        [m.right, top(m.syn)],
      ],
      beside(m.right, between(m.closed + lane, m.listen) - 8, 'left'),
    ),
    T08: route(
      [
        [m.right + lane * 1.6, top(m.syn)],
        [m.right + lane * 1.6, m.closed],
        [rightOf(m.middle), m.closed],
      ],
      beside(m.right + lane * 1.6, between(m.closed + lane, m.listen) - 8, 'right', 1),
    ),
    T04: route(
      [
        [rightOf(m.middle), m.listen],
        [m.right - lane * 2.4, m.listen],
        [m.right - lane * 2.4, top(m.syn)],
      ],
      on(between(rightOf(m.middle), m.right - lane * 2.4), m.listen),
    ),
    T06: route(
      [
        [m.right, bottom(m.syn)],
        [m.right, m.established],
        [rightOf(m.middle), m.established],
      ],
      on(between(rightOf(m.middle), m.right), m.established),
    ),
    // Opening as a server, at the left
    T05: route(
      [
        [leftOf(m.middle), m.listen + lane / 2],
        [m.left + lane * 0.6, m.listen + lane / 2],
        [m.left + lane * 0.6, top(m.syn)],
      ],
      under(leftGap, m.listen + lane / 2),
    ),
    T14: route(
      [
        [m.left - lane * 0.6, top(m.syn)],
        [m.left - lane * 0.6, m.listen - lane / 2],
        [leftOf(m.middle), m.listen - lane / 2],
      ],
      on(leftGap, m.listen - lane / 2),
    ),
    T12: route(
      [
        [m.left + lane, bottom(m.syn)],
        [m.left + lane, m.established],
        [leftOf(m.middle), m.established],
      ],
      on(between(m.left + lane, leftOf(m.middle)), m.established),
    ),
    // Both ends open at once
    T07: route(
      [
        [leftOf(m.right), m.syn],
        [rightOf(m.left), m.syn],
      ],
      on(m.middle, m.syn),
    ),
    // Closing first
    T13: route(
      [
        [m.left - lane, bottom(m.syn)],
        [m.left - lane, top(m.firstFin)],
      ],
      beside(m.left - lane, between(m.established, m.fork), 'left'),
    ),
    T20: route(
      [
        [m.middle - lane * 1.5, bottom(m.established)],
        [m.middle - lane * 1.5, m.fork],
        [m.left + lane, m.fork],
        [m.left + lane, top(m.firstFin)],
      ],
      on(leftGap, m.fork),
    ),
    T25: route(
      [
        [m.left + lane * 0.6, bottom(m.firstFin)],
        [m.left + lane * 0.6, top(m.secondFin)],
      ],
      beside(m.left + lane * 0.6, over(m.secondFin) + line / 2, 'left', 1),
    ),
    T26: route(
      [
        [rightOf(m.left), m.firstFin],
        [leftOf(m.middle), m.firstFin],
      ],
      on(leftGap, m.firstFin),
    ),
    T27: route(
      [
        [m.left + lane * 2.8, bottom(m.firstFin)],
        [m.left + lane * 2.8, m.shortcut],
        [m.middle - lane * 2.4, m.shortcut],
        [m.middle - lane * 2.4, top(m.secondFin)],
      ],
      on(leftGap, m.shortcut),
    ),
    T31: route(
      [
        [rightOf(m.left), m.secondFin],
        [leftOf(m.middle), m.secondFin],
      ],
      on(leftGap, m.secondFin),
    ),
    T40: route(
      [
        [m.middle, bottom(m.firstFin)],
        [m.middle, top(m.secondFin)],
      ],
      beside(m.middle, over(m.secondFin) + line / 2, 'right', 1),
    ),
    T48: route(
      [
        [m.middle, bottom(m.secondFin)],
        [m.middle, m.bottom],
        [m.leftRail, m.bottom],
        [m.leftRail, m.closed],
        [leftOf(m.middle), m.closed],
      ],
      on(m.left, m.bottom),
    ),
    // Closing second
    T21: route(
      [
        [m.middle + lane * 1.5, bottom(m.established)],
        [m.middle + lane * 1.5, m.fork],
        [m.right, m.fork],
        [m.right, top(m.firstFin)],
      ],
      on(rightGap, m.fork),
    ),
    T36: route(
      [
        [m.right, bottom(m.firstFin)],
        [m.right, top(m.secondFin)],
      ],
      beside(m.right, over(m.secondFin) + line / 2 - 2, 'left'),
    ),
    T44: route(
      [
        [m.right, bottom(m.secondFin)],
        [m.right, m.bottom],
        [m.rightRail, m.bottom],
        [m.rightRail, m.closed - lane],
        [rightOf(m.middle), m.closed - lane],
      ],
      on(between(m.right, m.rightRail), m.bottom),
    ),
  };
}
