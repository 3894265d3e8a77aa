import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Side } from '../../core/tcp/scenarios/scenario';
import { stateOf } from '../../core/tcp/states';
import { actorCodicon } from '../actorIcon';
import { arrowhead, type Point } from '../diagram/geometry';
import type { Words } from '../words';
import type { Place } from './lesson';
import type { SequenceArrow, SequenceLayout } from './sequenceLayout';
import { flagsText, noteOf, numbersOf, sideName } from './stepWords';

const sides: readonly Side[] = ['client', 'server'];
const headLength = 9;
/** How far a segment that is on its way is drawn. */
const flyingShare = 0.84;

/** Two lifelines with the states along them, and the segments between; only what has happened so far. */
export function sequence(place: Place, layout: SequenceLayout, words: Words): TemplateResult {
  const { metrics, height } = layout;
  return html`<svg
    class="sequence ${metrics.notesOutside ? 'roomy' : 'tight'}"
    viewBox="0 0 ${metrics.width} ${height}"
    width=${metrics.width}
    height=${height}
    role="img"
    aria-label=${l10n.t('Sequence diagram of client and server; the text below says the same.')}
  >
    ${sides.map(side => lifeline(side, place, layout))}
    ${layout.pauses.filter(({ step }) => step <= place.step).map(pause => pauseMark(pause, layout, words))}
    ${layout.arrows.filter(({ leaves }) => leaves <= place.step).map(arrow => segmentArrow(arrow, place, words))}
    ${cutMark(place, layout)} ${sides.map(side => momentsOf(side, place, layout))}
  </svg>`;
}

/** The host's name, its line, and on it a bar for each state as long as it lasts. */
function lifeline(side: Side, { states, step }: Place, { metrics, rows, height }: SequenceLayout): TemplateResult {
  const x = metrics.x[side];
  const bars: TemplateResult[] = [];
  for (let index = 0; index <= step; index++) {
    const from = rows[index]!;
    const to = index === step ? Math.min(from + 22, height - 4) : rows[index + 1]!;
    bars.push(
      svg`<rect class="bar ${stateOf(states[index]![side]).actor}" x=${x - 2.5} y=${from} width="5" height=${to - from}></rect>`,
    );
  }
  return svg`<g class="lifeline ${side}">
    <text class="host" x=${x} y="24" text-anchor="middle">${sideName(side)}</text>
    <path class="thread" d="M${x} 34V${height - 4}"></path>
    ${bars}
  </g>`;
}

/** The states that a host took, each where it took it, and what its program and its timers did. */
function momentsOf(side: Side, { scenario, states, step }: Place, layout: SequenceLayout): TemplateResult {
  const { metrics, rows } = layout;
  const moments: TemplateResult[] = [];
  for (let index = 0; index <= step; index++) {
    const event = scenario.steps[index - 1]?.events.find(candidate => candidate.side === side);
    if (index > 0 && event === undefined) {
      continue;
    }
    const state = states[index]![side];
    const isNew = index === 0 || state !== states[index - 1]![side];
    const x = metrics.x[side] - metrics.pill.width / 2;
    const y = rows[index]! - metrics.pill.height / 2;
    const lastOwn = !scenario.steps.slice(index, step).some(({ events }) => events.some(later => later.side === side));
    moments.push(svg`<g class="moment ${side} ${isNew ? 'new' : 'same'} ${lastOwn ? 'now' : 'past'} ${stateOf(state).actor}">
      <rect class="pill" x=${x} y=${y} width=${metrics.pill.width} height=${metrics.pill.height} rx=${metrics.pill.height / 2}></rect>
      <text class="state-name" x=${metrics.x[side]} y=${rows[index]! + 4} text-anchor="middle">${state}</text>
      ${event === undefined ? nothing : notes(side, event, rows[index]!, layout)}
    </g>`);
  }
  return svg`${moments}`;
}

function notes(
  side: Side,
  event: Parameters<typeof noteOf>[0],
  y: number,
  { metrics }: SequenceLayout,
): TemplateResult | typeof nothing {
  const note = noteOf(event);
  if (note === undefined) {
    return nothing;
  }
  const { actor, lines } = note;
  const outward = side === 'client' ? -1 : 1;
  const x = metrics.notesOutside ? metrics.x[side] + outward * (metrics.pill.width / 2 + 9) : metrics.x[side];
  const firstY = metrics.notesOutside ? y + 4 - (lines.length - 1) * 7 : y + metrics.pill.height / 2 + 13;
  const anchor = metrics.notesOutside ? (side === 'client' ? 'end' : 'start') : 'middle';
  const pitch = metrics.notesOutside ? 14 : 12.5;
  const icon = actor && svg`<tspan class="icon ${actor}" dy="1.5">${actorCodicon(actor)}</tspan>`;
  return svg`${lines.map(
    (line, index) =>
      svg`<text class="note" x=${x} y=${firstY + index * pitch} text-anchor=${anchor}>${
        index === 0 && icon ? svg`${icon}<tspan dx="4" dy="-1.5">${line}</tspan>` : line
      }</text>`,
  )}`;
}

/** A segment as a slanted arrow: as far as it has come, or to where it was lost. */
function segmentArrow(arrow: SequenceArrow, { step }: Place, words: Words): TemplateResult {
  const { segment, start, end, arrives, leaves } = arrow;
  const isFlying = arrives !== undefined && arrives > step;
  const tip = isFlying ? between(start, end, flyingShare) : end;
  const isLost = segment.lost === true;
  const isFresh = leaves === step || arrives === step;
  const classes = ['segment', arrow.from, isFlying && 'flying', isLost && 'lost', isFresh && 'fresh'];
  return svg`<g class=${classes.filter(Boolean).join(' ')} data-segment=${segment.name}>
    <path class="shaft" d="M${start.x} ${start.y}L${tip.x} ${tip.y}"></path>
    ${isLost ? cross(end) : svg`<path class="tip" d=${arrowhead([start, tip], headLength, 9)}></path>`}
    ${arrow.crosses ? cornerLabel(arrow, words) : slantedLabel(arrow, words)}
  </g>`;
}

/** Along the line: the flags above, the numbers below. */
function slantedLabel({ start, end, segment, from }: SequenceArrow, words: Words): TemplateResult {
  const middle = between(start, end, segment.lost ? 0.46 : 0.5);
  const [left, right] = from === 'client' ? [start, end] : [end, start];
  const angle = (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI;
  const flags = segment.again ? `${flagsText(segment, words)} ↻` : flagsText(segment, words);
  return svg`<g transform="translate(${round(middle.x)} ${round(middle.y)}) rotate(${round(angle)})">
    <text class="flags" y="-6" text-anchor="middle">${flags}</text>
    <text class="numbers" y="14" text-anchor="middle">${numbersOf(segment).join('  ')}</text>
  </g>`;
}

/** In the corner between the two lines that cross. */
function cornerLabel({ start, end, from, segment }: SequenceArrow, words: Words): TemplateResult {
  const lines = [flagsText(segment, words), ...numbersOf(segment)];
  const x = start.x + (from === 'client' ? 8 : -8);
  const y = (start.y + end.y) / 2 - (lines.length - 1) * 6.5 + 4;
  return svg`${lines.map(
    (line, index) =>
      svg`<text class=${index === 0 ? 'flags' : 'numbers'} x=${x} y=${y + index * 13} text-anchor=${from === 'client' ? 'start' : 'end'}>${line}</text>`,
  )}`;
}

function cross({ x, y }: Point): TemplateResult {
  const reach = 6;
  return svg`
    <path class="cross" d="M${x - reach} ${y - reach}L${x + reach} ${y + reach}M${x - reach} ${y + reach}L${x + reach} ${y - reach}"></path>
    `;
}

function pauseMark(
  { y, afterMs }: SequenceLayout['pauses'][number],
  { metrics }: SequenceLayout,
  words: Words,
): TemplateResult {
  const { client, server } = metrics.x;
  return svg`<g class="pause">
    ${[client, server].map(x => svg`<path class="break" d="M${x - 7} ${y + 1}l14 -4M${x - 7} ${y + 6}l14 -4"></path>`)}
    <text class="pause-text" x=${metrics.width / 2} y=${y + 6} text-anchor="middle">
      ${l10n.t('{0} later', afterMs < 1_000 ? words.duration(afterMs) : words.age(afterMs))}
    </text>
  </g>`;
}

function cutMark({ scenario, step }: Place, { metrics, rows }: SequenceLayout): TemplateResult | typeof nothing {
  const index = scenario.steps.findIndex(({ cutsPath }) => cutsPath);
  if (index < 0 || index >= step) {
    return nothing;
  }
  const [x, y] = [metrics.width / 2, rows[index + 1]!];
  return svg`<g class="cut">
    <path class="cut-line" d="M${x} ${y - 34}V${y - 13}M${x} ${y + 9}V${y + 20}"></path>
    <text class="cut-text" x=${x} y=${y + 2} text-anchor="middle">${l10n.t('the way is cut')}</text>
  </g>`;
}

function between(from: Point, to: Point, share: number): Point {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
