import { svg, type TemplateResult } from 'lit';
import type { TransitionCount } from '../../protocol/monitor';
import type { Words } from '../words';
import type { Point } from './geometry';
import type { Metrics } from './metrics';
import { takenNow } from './traffic';

/** How often an arrow was taken in the last minute, strung on it; it lights up while the last reading shows it taken. */
export function bead(
  taken: TransitionCount,
  { x, y }: Point,
  { bead: { height, character, ends } }: Metrics,
  words: Words,
): TemplateResult {
  const text = words.short(taken.lastMinute);
  const width = text.length * character + ends;
  return svg`<g class="bead ${takenNow(taken) ?? 'past'}" aria-hidden="true">
    <rect x=${x - width / 2} y=${y - height / 2} width=${width} height=${height} rx=${height / 2}></rect>
    <text x=${x} y=${y + height * 0.27}>${text}</text>
  </g>`;
}
