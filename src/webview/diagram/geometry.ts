/** Plain geometry of the figure, in units of its viewBox. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** `x` and `y` are the left top corner. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export function centerOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function boxAround(center: Point, size: { width: number; height: number }): Box {
  return { ...size, x: center.x - size.width / 2, y: center.y - size.height / 2 };
}

/** An SVG path through all points, its corners rounded; it ends `shortBy` before the last point, for an arrowhead. */
export function roundedPath(points: readonly Point[], radius: number, shortBy = 0): string {
  const last = points.length - 1;
  return points
    .map((point, index) => {
      if (index === 0) {
        return `M${text(point)}`;
      }
      const before = points[index - 1]!;
      if (index === last) {
        return `L${text(towards(point, before, shortBy))}`;
      }
      const after = points[index + 1]!;
      const cut = Math.min(radius, distance(point, before) / 2, distance(point, after) / 2);
      return `L${text(towards(point, before, cut))}Q${text(point)} ${text(towards(point, after, cut))}`;
    })
    .join('');
}

/** Along the straight lines between the points, corners included. */
export function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((length, point, index) => length + distance(points[index]!, point), 0);
}

/** The triangle of an arrow that ends at the last point, as an SVG path. */
export function arrowhead(points: readonly Point[], length: number, width: number): string {
  const tip = points[points.length - 1]!;
  const before = points[points.length - 2]!;
  const base = towards(tip, before, length);
  const side = { x: ((tip.y - base.y) / length) * (width / 2), y: ((base.x - tip.x) / length) * (width / 2) };
  return `M${text(tip)}L${text({ x: base.x + side.x, y: base.y + side.y })}L${text({ x: base.x - side.x, y: base.y - side.y })}Z`;
}

/** The middle of the longest straight part: where a reader looks for what belongs to the line. */
export function middleOf(points: readonly Point[]): Point {
  let longest = 0;
  let middle = points[0]!;
  for (let index = 1; index < points.length; index++) {
    const [from, to] = [points[index - 1]!, points[index]!];
    if (distance(from, to) > longest) {
      longest = distance(from, to);
      middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    }
  }
  return middle;
}

function towards(from: Point, to: Point, length: number): Point {
  const share = length / distance(from, to);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function text({ x, y }: Point): string {
  return `${round(x)} ${round(y)}`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
