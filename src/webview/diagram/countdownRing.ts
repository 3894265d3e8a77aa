import { svg, type TemplateResult } from 'lit';
import type { RunningCountdown } from '../connectionCountdown';
import type { Point } from './geometry';

/**
 * What is left of a wait, as a part of a circle that begins at the top. A reader who asked for less motion sees the number
 * beside it only (styles/tokens.css).
 */
export function countdownRing({ x, y }: Point, radius: number, { share, ends }: RunningCountdown): TemplateResult {
  return svg`<g class="countdown ${ends}" transform="translate(${x} ${y}) rotate(-90)">
    <circle class="wait" r=${radius}></circle>
    <circle class="left" r=${radius} pathLength="1" stroke-dasharray="1 1" stroke-dashoffset=${(1 - share).toFixed(3)}></circle>
  </g>`;
}
