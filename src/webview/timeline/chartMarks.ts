import { nothing, svg, type TemplateResult } from 'lit';
import type { Words } from '../words';
import { gutters, labelRoom, placeOf } from './measures';
import type { TimeView } from './timeView';

/** Height of a name at the right end, in CSS pixels. */
const lineHeight = 12;

/** What lies over the canvas: the moment that is shown, the one under the pointer, and each state's name at its end. */
export function chartMarks(view: TimeView, words: Words): TemplateResult {
  const { timeScale, shown, hovered } = view;
  const { width, height } = timeScale;
  const bottom = gutters.top + height;
  const whole = bottom + gutters.bottom;
  const line = (kind: string, at: number) => {
    const x = Math.max(0, Math.min(width, placeOf(at, timeScale)));
    const isRight = x > width - 64;
    return svg`<g class=${kind} transform="translate(${x} 0)">
      ${kind === 'shown' ? svg`<rect class="later" x="0" y=${gutters.top} width=${width - x} height=${height}></rect>` : nothing}
      <path d="M0 ${gutters.top}V${bottom}"></path>
      ${kind === 'shown' ? svg`<path class="grip" d="M-5 0H5V5L0 11L-5 5Z"></path>` : nothing}
      <text x=${isRight ? -7 : 7} y=${gutters.top + 9} text-anchor=${isRight ? 'end' : 'start'}>${words.clock(at)}</text>
    </g>`;
  };
  return svg`<svg
    class="marks"
    width=${width + labelRoom}
    height=${whole}
    viewBox="0 0 ${width + labelRoom} ${whole}"
    aria-hidden="true"
  >
    ${shown === null ? nothing : line('shown', shown)}
    ${hovered === undefined || hovered === shown ? nothing : line('hovered', hovered)}
    ${namesAtEnd(view)}
  </svg>`;
}

function namesAtEnd(view: TimeView): TemplateResult[] {
  const x = view.timeScale.width;
  return placedNames(view).map(
    ({ state, actor, middle, y }) => svg`<g class="end ${actor}">
      <path d="M${x + 1} ${middle}L${x + 9} ${y}"></path>
      <text x=${x + 12} y=${y + 3.5}>${state}</text>
    </g>`,
  );
}

/** The names beside the middles of their areas, moved apart; where there is no room for all, what a program must see to and the largest areas have theirs. */
function placedNames({ timeline, drawn, stack: { tops, height }, timeScale: { height: plotHeight } }: TimeView) {
  const last = timeline.at.length - 1;
  const bottom = gutters.top + plotHeight;
  const places = drawn.flatMap((band, index) => {
    const top = tops[index]?.[last] ?? 0;
    const below = tops[index - 1]?.[last] ?? 0;
    const middle = bottom - ((top + below) / 2 / height) * plotHeight;
    return top > below ? [{ ...band, size: top - below, middle, y: middle }] : [];
  });
  const room = Math.floor(plotHeight / lineHeight) + 1;
  const first = places
    .toSorted((a, b) => Number(b.actor === 'program') - Number(a.actor === 'program') || b.size - a.size)
    .slice(0, room);
  const shown = places.filter(place => first.includes(place));
  // Upwards from the baseline, each clear of the one below it; then down again from the upper edge.
  let floor = bottom + lineHeight / 2;
  for (const place of shown) {
    place.y = Math.min(place.y, floor - lineHeight);
    floor = place.y;
  }
  let ceiling = gutters.top - lineHeight / 2 + 1;
  for (const place of shown.toReversed()) {
    place.y = Math.max(place.y, ceiling + lineHeight);
    ceiling = place.y;
  }
  return shown;
}
