import { nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { actorCodicon } from '../actorIcon';
import { keyOf, type View } from '../view';
import type { Words } from '../words';
import type { Emphasis } from './emphasis';
import type { FigureEdge } from './figure';
import { glowDashes } from './pulse';
import { takenNow } from './traffic';
import { describeTransition, labelLines } from './transitionText';

/** A transition as an arrow, with what brings it about above and what is sent below its line. */
export function transitionEdge(edge: FigureEdge, view: View, emphasis: Emphasis): TemplateResult {
  const { transition, path } = edge;
  const key = keyOf({ kind: 'transition', id: transition.id });
  const selected = view.selection?.kind === 'transition' && view.selection.id === transition.id;
  const taken = emphasis.taken.get(transition.id);
  const next = emphasis.next.has(transition.id);
  const count = view.traffic.onArrows.get(transition.id);
  const classes = {
    edge: true,
    [transition.path ?? 'other']: true,
    taken: taken !== undefined,
    next,
    selected,
    near: emphasis.near?.has(transition.id) ?? false,
    aside: emphasis.near !== undefined && !emphasis.near.has(transition.id) && taken === undefined && !next,
  };
  return svg`<g
    class=${classMap(classes)}
    role="button"
    tabindex=${view.tabStop === key ? 0 : -1}
    data-key=${key}
    aria-label=${describeTransition(transition, view, emphasis)}
    aria-pressed=${selected ? 'true' : 'false'}
  >
    <path class="hit" d=${path}></path>
    <path class="ring" d=${path}></path>
    ${taken === undefined ? nothing : svg`<path class="band ${taken}" d=${path}></path>`}
    <path class="line" d=${path}></path>
    ${glow(edge, count && takenNow(count))}
    <path class="head" d=${edge.head}></path>
    ${label(edge, view.words, next)}
  </g>`;
}

function glow(
  { transition, path, ...edge }: FigureEdge,
  taken: 'observed' | 'inferred' | undefined,
): TemplateResult | typeof nothing {
  if (taken === undefined) {
    return nothing;
  }
  const length = Math.round(edge.length);
  const { array, offset } = glowDashes(taken, length);
  return svg`
    <path class="glow ${transition.cause}" d=${path} pathLength=${length} stroke-dasharray=${array} stroke-dashoffset=${offset}></path>
  `;
}

function label({ transition, label: place }: FigureEdge, words: Words, next: boolean): TemplateResult | typeof nothing {
  if (place === undefined) {
    return nothing;
  }
  const [event, sends] = labelLines(transition, words);
  // The icon of who causes it comes first, wherever the text begins.
  const causedBy = svg`<tspan class="icon ${transition.cause}" dy="2">${actorCodicon(transition.cause)}</tspan>`;
  return svg`
    <text class="event" x=${place.x} y=${place.event} text-anchor=${place.anchor}>
      ${next ? svg`${causedBy}<tspan dx="4" dy="-2">${event}</tspan>` : event}
    </text>
    ${
      sends === undefined
        ? nothing
        : svg`<text class="sends" x=${place.x} y=${place.sends} text-anchor=${place.anchor}>${sends}</text>`
    }
  `;
}
