import * as l10n from '@vscode/l10n';
import { svg, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { endpointsWithin } from '../../protocol/endpointText';
import type { Trace } from '../../protocol/monitor';
import { actorCodicon } from '../actorIcon';
import { ageOf } from '../connectionAge';
import { keyOf, type View } from '../view';
import { stateOfTrace } from './emphasis';
import type { Figure, FigureNode } from './figure';
import type { Point } from './geometry';

/** How wide a character of a token's text may be, in parts of the token's height: enough for a wide font. */
const characterWidth = 0.36;

export interface PlacedToken extends Point {
  readonly trace: Trace;
}

export interface TokenLayout {
  readonly tokens: readonly PlacedToken[];
  /** Where a state has more selected connections than room. */
  readonly more: readonly (Point & { readonly hidden: number })[];
}

/** Hangs the selected connections below their states, as many as find room there. */
export function placeTokens(selected: readonly Trace[], figure: Figure): TokenLayout {
  const tokens: PlacedToken[] = [];
  const more: (Point & { hidden: number })[] = [];
  for (const node of figure.nodes) {
    const here = selected.filter(trace => stateOfTrace(trace) === node.state);
    const shown = here.length <= node.tokenRows ? here.length : node.tokenRows - 1;
    for (const [row, trace] of here.slice(0, shown).entries()) {
      tokens.push({ trace, ...tokenPlace(node, row, figure) });
    }
    if (shown < here.length) {
      more.push({ hidden: here.length - shown, ...tokenPlace(node, shown, figure) });
    }
  }
  return { tokens, more };
}

function tokenPlace({ box }: FigureNode, row: number, { metrics }: Figure): Point {
  return { x: box.x + (box.width - metrics.token.width) / 2, y: box.y + box.height + 4 + row * metrics.token.pitch };
}

/** The tokens of the whole figure, above everything else. */
export function tokenLayer({ tokens, more }: TokenLayout, view: View): TemplateResult {
  return svg`<g class="tokens" aria-hidden="true">
    ${repeat(
      tokens,
      ({ trace }) => trace.id,
      placed => tokenOf(placed, view),
    )}
    ${more.map(({ x, y, hidden }) => moreMark({ x, y }, hidden, view))}
  </g>`;
}

function tokenOf({ trace, x, y }: PlacedToken, view: View): TemplateResult {
  const { width, height } = view.figure.metrics.token;
  const { row } = trace;
  const actor = trace.closedAt === undefined && row ? row.actor : 'nobody';
  const age = ageOf(trace, view);
  const baseline = height * 0.73;
  const room = width - height * 1.5 - (age.length + 1) * height * characterWidth;
  const pointed = view.pointed?.kind === 'connection' && view.pointed.id === trace.id;
  return svg`<g
    class="token ${actor} ${trace.closedAt === undefined ? '' : 'closed'} ${pointed ? 'pointed' : ''}"
    data-key=${keyOf({ kind: 'connection', id: trace.id })}
    transform="translate(${x} ${y})"
  >
    <rect class="plate" width=${width} height=${height} rx=${height / 2}></rect>
    <text class="icon" x=${height * 0.35} y=${height * 0.8}>${actorCodicon(actor)}</text>
    <text class="tuple" x=${height * 1.35} y=${baseline}>
      ${row ? endpointsWithin(row, Math.floor(room / (height * characterWidth))) : l10n.t('not seen yet')}
    </text>
    <text class="age" x=${width - height * 0.5} y=${baseline}>${age}</text>
  </g>`;
}

function moreMark({ x, y }: Point, hidden: number, view: View): TemplateResult {
  const { width, height } = view.figure.metrics.token;
  return svg`<g class="token more" transform="translate(${x} ${y})">
    <rect class="plate" x=${width / 4} width=${width / 2} height=${height} rx=${height / 2}></rect>
    <text class="tuple" x=${width / 2} y=${height * 0.73} text-anchor="middle">${l10n.t('+{0} more', view.words.number(hidden))}</text>
  </g>`;
}
