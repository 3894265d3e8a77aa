import { svg, type TemplateResult } from 'lit';
import type { View } from '../view';
import { roundedPath, type Point } from './geometry';
import { tokenPlace, type PlacedToken, type TokenLayout } from './token';

/** Between a line and a token that it passes. */
const lineGap = 2;

/** Lines between the two ends of a connection, where both have a token. A screen reader hears of pairs in the list. */
export function pairLines({ tokens }: TokenLayout, view: View): TemplateResult {
  const placed = new Map(tokens.map(token => [token.trace.id, token]));
  const marked = view.figure.nodes.filter(({ state }) => view.marks.has(state));
  const inTheWay = [...tokens, ...marked.map(node => tokenPlace(node, 0, view.figure))];
  return svg`<g class="pairs" aria-hidden="true">
    ${view.shown.pairs.map(({ one, other }) => {
      const from = placed.get(one.id);
      const to = placed.get(other.id);
      const pointed = view.pointed?.kind === 'connection' && [one.id, other.id].includes(view.pointed.id);
      return from && to
        ? svg`<path class="pair ${pointed ? 'pointed' : ''}" d=${lineBetween(from, to, inTheWay, view)}></path>`
        : svg``;
    })}
  </g>`;
}

/**
 * From the nearer sides of the two tokens, below others and marks that hang between them; around their right sides when both hang
 * below the same state.
 */
function lineBetween(from: PlacedToken, to: PlacedToken, all: readonly Point[], { figure }: View): string {
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
  const step = Math.min(height * 1.2, (right.x - startX) / 2);
  const between = all.filter(({ x }) => x > left.x && x < right.x);
  const across = clearOf(between, startY, height);
  const way = [
    { x: startX, y: startY },
    ...(across === startY
      ? []
      : [
          { x: startX + step / 2, y: startY },
          { x: startX + step / 2, y: across },
        ]),
    { x: right.x - step, y: across },
    { x: right.x - step, y: endY },
    { x: right.x, y: endY },
  ];
  return across === endY ? `M${startX} ${startY}H${right.x}` : roundedPath(way, height / 2);
}

/** The height at which a line from left to right meets none of the tokens: that of its beginning, else below them. */
function clearOf(tokens: readonly Point[], y: number, height: number): number {
  const hit = tokens.find(token => y > token.y - lineGap && y < token.y + height + lineGap);
  return hit === undefined ? y : clearOf(tokens, hit.y + height + lineGap + 1, height);
}
