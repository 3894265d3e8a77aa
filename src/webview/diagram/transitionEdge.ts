import * as l10n from '@vscode/l10n';
import { nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import type { Segment, Transition } from '../../core/tcp/transitions';
import { actorCodicon } from '../actorIcon';
import { shortEvent } from '../shortEvents';
import { keyOf, type View } from '../view';
import type { Words } from '../words';
import type { Emphasis } from './emphasis';
import type { FigureEdge } from './figure';
import { arrowhead, roundedPath } from './geometry';

const headLength = 9;

/** A transition as an arrow, with what brings it about above and what is sent below its line. */
export function transitionEdge(edge: FigureEdge, view: View, emphasis: Emphasis): TemplateResult {
  const { transition, points } = edge;
  const key = keyOf({ kind: 'transition', id: transition.id });
  const selected = view.selection?.kind === 'transition' && view.selection.id === transition.id;
  const taken = emphasis.taken.get(transition.id);
  const next = emphasis.next.has(transition.id);
  const path = roundedPath(points, view.figure.metrics.radius, headLength - 2);
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
    <path class="head" d=${arrowhead(points, headLength, 9)}></path>
    ${label(edge, view, next)}
  </g>`;
}

function label(
  { transition, label: place }: FigureEdge,
  { words }: View,
  next: boolean,
): TemplateResult | typeof nothing {
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

function labelLines({ event, sends }: Transition, words: Words): readonly [event: string, sends?: string] {
  const first = shortEvent(event) ?? words.event(event);
  return sends === undefined ? [first] : [first, l10n.t('sends {0}', segmentsText(sends))];
}

/** The sentences that a screen reader says for an arrow; what is seen on it comes first, for who speaks to the machine. */
function describeTransition(transition: Transition, { words }: View, emphasis: Emphasis): string {
  const taken = emphasis.taken.get(transition.id);
  return [
    `${labelLines(transition, words).join(' ')}.`,
    transitionSentence(transition, words),
    ...(transition.path === 'client' ? [l10n.t('The usual way of a client.')] : []),
    ...(transition.path === 'server' ? [l10n.t('The usual way of a server.')] : []),
    ...(taken === 'observed' ? [l10n.t('A selected connection was seen to take this way.')] : []),
    ...(taken === 'inferred' ? [l10n.t('A selected connection must have taken this way between two readings.')] : []),
    ...(emphasis.next.has(transition.id) ? [l10n.t('A selected connection may take this step next.')] : []),
  ].join(' ');
}

/** 'SYN, ACK' */
export function segmentsText(segment: Segment): string {
  return segment.replace('+', ', ');
}

/** 'From CLOSE-WAIT to LAST-ACK: The program calls close(); FIN is sent.' */
export function transitionSentence({ from, to, event, sends }: Transition, words: Words): string {
  return sends === undefined
    ? l10n.t('From {0} to {1}: {2}.', from, to, words.event(event))
    : l10n.t('From {0} to {1}: {2}; {3} is sent.', from, to, words.event(event), segmentsText(sends));
}
