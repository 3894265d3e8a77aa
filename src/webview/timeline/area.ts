/** Where things are on the canvas, in its pixels. */
export interface Canvas {
  /** By index of a moment. */
  readonly x: readonly number[];
  readonly yOf: (height: number) => number;
  readonly baseline: number;
}

/** What is used of Path2D. */
export interface Path<Self> {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
  addPath(path: Self): void;
}

/** A single reading between two gaps is a line as wide as it can be seen. Pixels. */
const singleWidth = 2;

/**
 * From the baseline to a band's upper edge, interrupted where nothing was read. Each edge is drawn once and its area made of
 * a copy, and no point is drawn on the way of a level edge: calls of Path2D are what a chart of many readings costs.
 * @param tops heights of the upper edge by index of a moment
 * @param gaps by index of a moment, whether nothing was read for a while after it
 */
export function areaBelow<Drawn extends Path<Drawn>>(
  tops: readonly number[],
  gaps: readonly boolean[],
  { x, yOf, baseline }: Canvas,
  newPath: () => Drawn,
): { fill: Drawn; stroke: Drawn } {
  const [fill, stroke] = [newPath(), newPath()];
  for (let first = 0, last; first < x.length; first = last + 1) {
    last = endOfRun(first, x.length, gaps);
    const edge = newPath();
    edge.moveTo(x[first]!, yOf(tops[first]!));
    for (let index = first + 1; index <= last; index++) {
      if (index === last || tops[index] !== tops[index - 1] || tops[index] !== tops[index + 1]) {
        edge.lineTo(x[index]!, yOf(tops[index]!));
      }
    }
    stroke.addPath(edge);
    const end = last === first ? x[first]! + singleWidth : x[last]!;
    edge.lineTo(end, yOf(tops[last]!));
    edge.lineTo(end, baseline);
    edge.lineTo(x[first]!, baseline);
    edge.closePath();
    fill.addPath(edge);
  }
  return { fill, stroke };
}

/** The last moment of those that follow each other without a gap. */
function endOfRun(first: number, length: number, gaps: readonly boolean[]): number {
  let last = first;
  while (last < length - 1 && gaps[last] !== true) {
    last += 1;
  }
  return last;
}
