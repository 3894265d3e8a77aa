import type { Point } from './geometry';
import type { Metrics } from './metrics';

/** Where an arrow runs, where its words stand, and where its count. */
export interface Route {
  readonly points: readonly Point[];
  readonly label?: EdgeLabel;
  /** The middle of the count of the last minute, on the line or right beside it. */
  readonly count: Point;
}

/** Baselines of the two lines of a label: the event above, the segment that is sent below. */
export interface EdgeLabel {
  readonly x: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly event: number;
  readonly sends: number;
}

/** A label and the count that belongs to it; a drawing without labels has its counts elsewhere. */
interface Lettering {
  readonly label?: EdgeLabel;
  readonly count: Point;
}

/**
 * The arrows, laid out by hand as in Stevens' figure 18.12, by the transition's id in core/tcp/transitions.ts. No two
 * of them cross. A label stands on its line like a fraction where the line is level, with the count as its bar; else
 * beside it.
 */
export function routesOf(m: Metrics): Readonly<Record<string, Route>> {
  const halfWidth = m.node.width / 2;
  const halfHeight = m.node.height / 2;
  const { lane } = m;
  const top = (row: number) => row - halfHeight;
  const bottom = (row: number) => row + halfHeight;
  const leftOf = (column: number) => column - halfWidth;
  const rightOf = (column: number) => column + halfWidth;

  const route = (points: readonly (readonly [number, number])[], lettering: Lettering): Route => ({
    points: points.map(([x, y]) => ({ x, y })),
    ...lettering,
  });
  const above = m.label?.above ?? 0;
  const below = m.label?.below ?? 0;
  const line = m.label?.line ?? 0;
  const lettering = (label: EdgeLabel, count: Point, countAlone: readonly [number, number]): Lettering =>
    m.label ? { label, count } : { count: { x: countAlone[0], y: countAlone[1] } };
  const on = (x: number, y: number, countAlone: readonly [number, number] = [x, y]): Lettering =>
    lettering({ x, anchor: 'middle', event: y - above, sends: y + below }, { x, y }, countAlone);
  const under = (x: number, y: number, countAlone: readonly [number, number]): Lettering =>
    lettering({ x, anchor: 'middle', event: y + below, sends: y + below + line }, { x, y }, countAlone);
  /** Beside an upright line, its block centred at y; the count is on the line, at the words or below them. */
  const beside = (
    x: number,
    y: number,
    side: 'left' | 'right',
    {
      lines = 2,
      countBelow = 0,
      countAlone = [x, y],
    }: { lines?: 1 | 2; countBelow?: number; countAlone?: readonly [number, number] },
  ): Lettering => {
    const away = countBelow === 0 ? (m.bead.character * 4 + m.bead.ends) / 2 + 4 : 9;
    return lettering(
      {
        x: side === 'left' ? x - away : x + away,
        anchor: side === 'left' ? 'end' : 'start',
        event: lines === 1 ? y + 4 : y - line / 2 + 4,
        sends: y + line / 2 + 4,
      },
      { x, y: y + countBelow },
      countAlone,
    );
  };
  const between = (a: number, b: number) => (a + b) / 2;
  const leftGap = between(rightOf(m.left), leftOf(m.middle));
  const rightGap = between(rightOf(m.middle), leftOf(m.right));
  /** Just above a row, clear of the tokens that hang from the row before it, and of arrowheads. */
  const over = (row: number, lines: 1 | 2 = 1) => top(row) - 12 - (m.bead.height + (lines - 1) * line) / 2;
  const openLane = lane * 1.1;
  const openLabel = between(m.closed + lane, m.listen) - 12;

  return {
    // CLOSED and LISTEN
    T01: route(
      [
        [m.middle - openLane, bottom(m.closed)],
        [m.middle - openLane, top(m.listen)],
      ],
      beside(m.middle - openLane, over(m.listen), 'left', {
        lines: 1,
        countAlone: [m.middle - openLane - 2, over(m.listen)],
      }),
    ),
    T03: route(
      [
        [m.middle + openLane, top(m.listen)],
        [m.middle + openLane, bottom(m.closed)],
      ],
      beside(m.middle + openLane, over(m.listen), 'right', {
        lines: 1,
        countAlone: [m.middle + openLane + 2, over(m.listen)],
      }),
    ),
    // Opening as a client, at the right
    T02: route(
      [
        [rightOf(m.middle), m.closed + lane],
        [m.right, m.closed + lane],
        [m.right, top(m.syn)],
      ],
      beside(m.right, openLabel, 'left', { countBelow: line * 2 - 3, countAlone: [m.right, m.closed + lane * 4] }),
    ),
    T08: route(
      [
        [m.right + lane * 1.6, top(m.syn)],
        [m.right + lane * 1.6, m.closed],
        [rightOf(m.middle), m.closed],
      ],
      beside(m.right + lane * 1.6, openLabel, 'right', {
        lines: 1,
        countBelow: line * 3 + 5,
        countAlone: [m.right + lane * 1.6, m.listen],
      }),
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
      under(leftGap - m.bead.character * 4, m.listen + lane / 2, [m.left + lane * 2.2, m.listen + lane / 2]),
    ),
    T14: route(
      [
        [m.left - lane * 0.6, top(m.syn)],
        [m.left - lane * 0.6, m.listen - lane / 2],
        [leftOf(m.middle), m.listen - lane / 2],
      ],
      on(leftGap, m.listen - lane / 2, [leftOf(m.middle) - lane * 1.7, m.listen - lane / 2]),
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
      beside(m.left - lane, between(m.established, m.fork), 'left', { countBelow: line * 2 }),
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
      beside(m.left + lane * 0.6, over(m.secondFin), 'left', { lines: 1 }),
    ),
    T26: route(
      [
        [rightOf(m.left), m.firstFin],
        [leftOf(m.middle), m.firstFin],
      ],
      on(leftGap, m.firstFin, [leftGap, m.firstFin - lane]),
    ),
    T27: route(
      [
        [m.left + lane * 2.8, bottom(m.firstFin)],
        [m.left + lane * 2.8, m.shortcut],
        [m.middle - lane * 2.8, m.shortcut],
        [m.middle - lane * 2.8, top(m.secondFin)],
      ],
      on(leftGap, m.shortcut),
    ),
    T31: route(
      [
        [rightOf(m.left), m.secondFin],
        [leftOf(m.middle), m.secondFin],
      ],
      on(leftGap, m.secondFin, [leftGap, m.secondFin - lane]),
    ),
    T40: route(
      [
        [m.middle - lane * 0.6, bottom(m.firstFin)],
        [m.middle - lane * 0.6, top(m.secondFin)],
      ],
      beside(m.middle - lane * 0.6, over(m.secondFin), 'right', { lines: 1 }),
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
      beside(m.right, over(m.secondFin, 2), 'left', {}),
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
