import * as l10n from '@vscode/l10n';
import { nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { endpointsText, endpointsWithin } from '../../protocol/endpointText';
import type { Trace } from '../../protocol/monitor';
import { actorCodicon } from '../actorIcon';
import { ageOf } from '../connectionAge';
import { countdownNow, countdownTexts } from '../connectionCountdown';
import { keyOf, type View } from '../view';
import { countdownRing } from './countdownRing';
import { stateOfTrace } from './emphasis';
import type { Figure, FigureNode } from './figure';
import type { Point } from './geometry';
import type { StateMarks } from './marks';

/** `:54321→:5432`, the shortest way to write both ends. */
const fewestCharacters = 12;
/** `:54321 → :54321`: beside a process, the address of a loopback connection tells nothing. */
const mostForPorts = 15;
/** A letter of a name in characters of an address, of which many are narrow. */
const letterWidth = 1.2;
/** How wide a character of a token's text may be, in parts of the token's height: enough for a wide font. */
const characterWidth = 0.36;
/** A Chinese, Japanese or Korean character in those of an address. */
const wideCharacter = 1.9;

export interface PlacedToken extends Point {
  readonly trace: Trace;
}

export interface TokenLayout {
  readonly tokens: readonly PlacedToken[];
  /** Where a state has more selected connections than room. */
  readonly more: readonly (Point & { readonly hidden: number })[];
}

/** Hangs the selected connections below their states, as many as find room there; a mark takes the room of one. */
export function placeTokens(selected: readonly Trace[], figure: Figure, marks: StateMarks): TokenLayout {
  const tokens: PlacedToken[] = [];
  const more: (Point & { hidden: number })[] = [];
  for (const node of figure.nodes) {
    const here = selected.filter(trace => stateOfTrace(trace) === node.state);
    const first = marks.has(node.state) ? 1 : 0;
    const rows = node.tokenRows - first;
    const shown = here.length <= rows ? here.length : rows - 1;
    for (const [row, trace] of here.slice(0, shown).entries()) {
      tokens.push({ trace, ...tokenPlace(node, first + row, figure) });
    }
    if (shown < here.length) {
      more.push({ hidden: here.length - shown, ...tokenPlace(node, first + shown, figure) });
    }
  }
  return { tokens, more };
}

/** Where the token of a row below a state is, of which a mark takes the first. */
export function tokenPlace({ box }: FigureNode, row: number, { metrics }: Figure): Point {
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
  const { id, row, closedAt } = trace;
  const actor = closedAt === undefined && row ? row.actor : 'nobody';
  const countdown = countdownNow(trace, view);
  const roomFor = (time: string) =>
    Math.floor((width - height * 1.5 - (charactersIn(time) + 1) * height * characterWidth) / (height * characterWidth));
  const times = countdown ? countdownTexts(countdown, view) : [ageOf(trace, view)];
  const time = times.find(text => roomFor(text) >= fewestCharacters) ?? times.at(-1)!;
  const baseline = height * 0.73;
  const classes = {
    token: true,
    [actor]: true,
    closed: closedAt !== undefined,
    pointed: view.pointed?.kind === 'connection' && view.pointed.id === id,
    companion: view.shown.companions.has(id),
    timed: countdown !== undefined,
  };
  return svg`<g
    class=${classMap(classes)}
    data-key=${keyOf({ kind: 'connection', id })}
    transform="translate(${x} ${y})"
  >
    <title>${row ? tokenTitle(trace, time) : nothing}</title>
    <rect class="plate" width=${width} height=${height} rx=${height / 2}></rect>
    ${countdown ? countdownRing({ x: height * 0.7, y: height / 2 }, height * 0.4, countdown) : nothing}
    <text class="icon" x=${height * 0.7} y=${height * 0.8}>${actorCodicon(actor)}</text>
    <text class="tuple" x=${height * 1.35} y=${baseline}>${row ? tokenText(row, roomFor(time)) : l10n.t('not seen yet')}</text>
    <text class="age" x=${width - height * 0.5} y=${baseline}>${time}</text>
  </g>`;
}

function charactersIn(text: string): number {
  const wide = text.match(/[\u2e80-\uffdc]/g)?.length ?? 0;
  return text.length + wide * (wideCharacter - 1);
}

/** The process and both ends, as far as there is room; the ports are never left out. */
function tokenText(row: BrowsedRow, characters: number): string {
  const name = row.processes[0]?.name ?? '';
  const room = Math.floor((characters - mostForPorts - 1) / letterWidth);
  if (name === '' || room < 3) {
    return endpointsWithin(row, characters);
  }
  const shown = name.length <= room ? name : `${name.slice(0, room - 1)}…`;
  const rest = characters - Math.ceil(shown.length * letterWidth) - 1;
  return `${shown} ${endpointsWithin(row, row.loopback ? Math.min(rest, mostForPorts) : rest)}`;
}

function tokenTitle({ row, closedAt }: Trace, time: string): string {
  const names = row!.processes.map(({ name, pid }) => `${name} (${pid})`);
  const state = closedAt === undefined ? row!.state : l10n.t('closed');
  return [endpointsText(row!), ...names, state, time].join(' · ');
}

function moreMark({ x, y }: Point, hidden: number, view: View): TemplateResult {
  const { width, height } = view.figure.metrics.token;
  return svg`<g class="token more" transform="translate(${x} ${y})">
    <rect class="plate" x=${width / 4} width=${width / 2} height=${height} rx=${height / 2}></rect>
    <text class="tuple" x=${width / 2} y=${height * 0.73} text-anchor="middle">${l10n.t('+{0} more', view.words.number(hidden))}</text>
  </g>`;
}
