/** Runs in the page: pairs of things that share a place, and lines that run through words. */
export function figureOverlaps(): string[] {
  const svg = document.querySelector<SVGSVGElement>('.diagram')!;
  const boxes = new Map<Element, DOMRect>();
  const boxOf = (element: Element) => {
    const box = boxes.get(element) ?? element.getBoundingClientRect();
    boxes.set(element, box);
    return box;
  };
  const nameOf = (element: Element) =>
    `${element.closest('[data-key]')?.getAttribute('data-key') ?? ''} "${element.textContent.trim()}"`;
  const all = (selector: string) => [...svg.querySelectorAll(selector)].filter(element => boxOf(element).width > 0);
  const meet = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - 0.5 && b.left < a.right - 0.5 && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const found: string[] = [];

  /** A line of text is higher than its letters: the room above and below them may be used. */
  const lettersOf = (element: Element) => {
    const { x, y, width, height } = boxOf(element);
    const leading = element instanceof SVGTextElement ? height * 0.18 : 0;
    return new DOMRect(x, y + leading, width, height - leading * 2);
  };
  const labels = [...all('.edge .event'), ...all('.edge .sends'), ...all('.caption')];
  const beads = all('.bead rect');
  const apart = [...all('.card'), ...labels, ...all('.plate'), ...beads, ...all('.flag .cloth')].map(element => ({
    element,
    letters: lettersOf(element),
    edge: element instanceof SVGTextElement ? element.closest('.edge') : null,
  }));
  apart.forEach((one, index) => {
    for (const other of apart.slice(index + 1)) {
      // The two lines of one label are close to each other by intent.
      const sameLabel = one.edge !== null && one.edge === other.edge;
      if (!sameLabel && meet(one.letters, other.letters)) {
        found.push(`${nameOf(one.element)} and ${nameOf(other.element)}`);
      }
    }
  });

  for (const group of all('.place, .token, .bead, .flag')) {
    const frame = boxOf(group.querySelector('.card, .plate, .bead rect, .cloth')!);
    const texts = [...group.querySelectorAll('text')].filter(text => text.textContent.trim() !== '');
    texts.forEach((text, index) => {
      const box = boxOf(text);
      if (box.left < frame.left || box.right > frame.right + 0.5) {
        found.push(`${nameOf(text)} leaves its frame`);
      }
      for (const other of texts.slice(index + 1)) {
        // A line of text is higher than its letters: only what stands side by side counts.
        const sameLine = Math.abs(boxOf(other).bottom - box.bottom) < box.height / 2;
        if (sameLine && meet(box, boxOf(other))) {
          found.push(`${nameOf(text)} and ${nameOf(other)}`);
        }
      }
    });
  }

  const words = [...labels, ...beads].map(text => ({ text, box: boxOf(text) }));
  const matrix = svg.getScreenCTM()!;
  for (const line of svg.querySelectorAll<SVGPathElement>('.edge .line')) {
    const length = line.getTotalLength();
    for (let at = 0; at <= length; at += 2) {
      const point = line.getPointAtLength(at).matrixTransform(matrix);
      for (const { text, box } of words) {
        const leading = box.height * 0.18; // Above and below the letters.
        const strung =
          line.closest(`[data-key="transition:${text.closest('.bead')?.getAttribute('data-on')}"]`) !== null;
        if (
          !strung &&
          point.x > box.left &&
          point.x < box.right &&
          point.y > box.top + leading &&
          point.y < box.bottom - leading
        ) {
          found.push(`${nameOf(line)} runs through ${nameOf(text)}`);
          at = length;
        }
      }
    }
  }
  return found;
}
