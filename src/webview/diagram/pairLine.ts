import { svg, type TemplateResult } from 'lit';
import type { View } from '../view';
import { roundedPath } from './geometry';
import type { PlacedToken, TokenLayout } from './token';

/** Lines between the two ends of a connection, where both have a token. A screen reader hears of pairs in the list. */
export function pairLines({ tokens }: TokenLayout, view: View): TemplateResult {
  const placed = new Map(tokens.map(token => [token.trace.id, token]));
  return svg`<g class="pairs" aria-hidden="true">
    ${view.shown.pairs.map(({ one, other }) => {
      const from = placed.get(one.id);
      const to = placed.get(other.id);
      const pointed = view.pointed?.kind === 'connection' && [one.id, other.id].includes(view.pointed.id);
      return from && to
        ? svg`<path class="pair ${pointed ? 'pointed' : ''}" d=${lineBetween(from, to, view)}></path>`
        : svg``;
    })}
  </g>`;
}

/** From the nearer sides of the two tokens; around their right sides when both hang below the same state. */
function lineBetween(from: PlacedToken, to: PlacedToken, { figure }: View): string {
  const { width, height } = figure.metrics.token;
  const [left, right] = from.x <= to.x ? [from, to] : [to, from];
  const startY = left.y + height / 2;
  const endY = right.y + height / 2;
  const bend = height * 0.8;
  if (left.x === right.x) {
    const x = left.x + width;
    return `M${x} ${startY}C${x + bend} ${startY} ${x + bend} ${endY} ${x} ${endY}`;
  }
  const startX = left.x + width;
  // Below the states of a row, and up or down where the figure is empty: between the columns, just before the right token.
  const turn = right.x - Math.min(height * 1.2, (right.x - startX) / 2);
  const way = [
    { x: startX, y: startY },
    { x: turn, y: startY },
    { x: turn, y: endY },
    { x: right.x, y: endY },
  ];
  return startY === endY ? `M${startX} ${startY}H${right.x}` : roundedPath(way, height / 2);
}
