/** Runs in the page: words of the two drawings that share a place or leave their drawing. */
export function sequenceOverlaps(): string[] {
  const found: string[] = [];
  for (const drawing of document.querySelectorAll<SVGSVGElement>('.sequence, .state-map')) {
    const matrixOf = (text: SVGTextElement) => text.getScreenCTM()!;
    // Corners of the words themselves, as slanted as they are; their lines' leading is left out.
    const words = [...drawing.querySelectorAll('text')].map(text => {
      const box = text.getBBox();
      const inset = box.height * 0.2;
      const corners = [
        [box.x, box.y + inset],
        [box.x + box.width, box.y + inset],
        [box.x + box.width, box.y + box.height - inset],
        [box.x, box.y + box.height - inset],
      ].map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrixOf(text)));
      return { name: text.textContent.trim(), corners };
    });
    const pills = [...drawing.querySelectorAll<SVGRectElement>('.pill')].map(pill => {
      const { left, right, top, bottom } = pill.getBoundingClientRect();
      return {
        name: 'a state',
        corners: [
          new DOMPoint(left, top),
          new DOMPoint(right, top),
          new DOMPoint(right, bottom),
          new DOMPoint(left, bottom),
        ],
        pill,
      };
    });
    const areBoxesApart = (one: DOMPoint[], other: DOMPoint[]) =>
      (['x', 'y'] as const).some(axis => {
        const [a, b] = [one, other].map(shape => shape.map(corner => corner[axis]));
        return Math.max(...a!) <= Math.min(...b!) || Math.max(...b!) <= Math.min(...a!);
      });
    const isApart = (one: DOMPoint[], other: DOMPoint[]) =>
      areBoxesApart(one, other) ||
      [one, other].some(shape =>
        shape.some((corner, index) => {
          const next = shape[(index + 1) % shape.length]!;
          const [nx, ny] = [next.y - corner.y, corner.x - next.x];
          const project = (points: DOMPoint[]) => points.map(({ x, y }) => x * nx + y * ny);
          const [a, b] = [project(one), project(other)];
          return Math.max(...a) <= Math.min(...b) + 0.5 || Math.max(...b) <= Math.min(...a) + 0.5;
        }),
      );
    words.forEach((one, index) => {
      for (const other of words.slice(index + 1)) {
        if (!isApart(one.corners, other.corners)) {
          found.push(`"${one.name}" and "${other.name}"`);
        }
      }
      const own = drawing.querySelectorAll('.pill').length;
      for (const { corners } of own > 0 ? pills : []) {
        const isInside = !one.corners.every(
          ({ x, y }) => x >= corners[0]!.x && x <= corners[1]!.x && y >= corners[0]!.y && y <= corners[2]!.y,
        );
        if (isInside && !isApart(one.corners, corners)) {
          found.push(`"${one.name}" and a state's frame`);
        }
      }
    });
    const frame = drawing.getBoundingClientRect();
    for (const { name, corners } of words) {
      if (
        corners.some(({ x, y }) => x < frame.left - 1 || x > frame.right + 1 || y < frame.top || y > frame.bottom + 1)
      ) {
        found.push(`"${name}" leaves the drawing`);
      }
    }
  }
  return found;
}
