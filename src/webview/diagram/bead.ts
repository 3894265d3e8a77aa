import { nothing, svg, type TemplateResult } from 'lit';
import type { View } from '../view';
import type { FigureEdge } from './figure';
import { takenNow } from './traffic';

/**
 * How often an arrow was taken in the last minute, strung on it: dashed when all of that was inferred, lit while the last
 * reading shows it taken. Not a part of the arrow's button, whose name says it in a sentence.
 */
export function bead(
  { transition, count: { x, y } }: FigureEdge,
  { traffic, figure, words }: Pick<View, 'traffic' | 'figure' | 'words'>,
): TemplateResult | typeof nothing {
  const taken = traffic.onArrows.get(transition.id);
  if (taken === undefined) {
    return nothing;
  }
  const { height, character, ends } = figure.metrics.bead;
  const text = words.short(taken.lastMinute);
  const width = text.length * character + ends;
  const certainty = taken.lastMinuteInferred === taken.lastMinute ? 'inferred' : 'observed';
  const when = takenNow(taken) === undefined ? 'past' : 'now';
  return svg`<g class="bead ${certainty} ${when}" data-on=${transition.id}>
    <rect x=${x - width / 2} y=${y - height / 2} width=${width} height=${height} rx=${height / 2}></rect>
    <text x=${x} y=${y + height * 0.27}>${text}</text>
  </g>`;
}
