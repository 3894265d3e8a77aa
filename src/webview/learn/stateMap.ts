import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Side } from '../../core/tcp/scenarios/scenario';
import { stateOf } from '../../core/tcp/states';
import type { Transition } from '../../core/tcp/transition';
import { transitions } from '../../core/tcp/transitions';
import type { Figure, FigureNode } from '../diagram/figure';
import { arrowhead, centerOf, roundedPath, type Point } from '../diagram/geometry';
import type { Place } from './lesson';
import { sideName } from './stepWords';

const sides: readonly Side[] = ['client', 'server'];
const headLength = 8;
const chip = { width: 46, height: 15 };

/** The state diagram with both hosts as named tokens; the arrows that they have just taken glow. */
export function stateMap(place: Place, figure: Figure): TemplateResult {
  const { metrics } = figure;
  const now = place.states[place.step]!;
  const taken = takenNow(place);
  const ids = new Set(taken.map(transition => drawnAs(transition, figure) ?? ''));
  const elsewhere = taken.filter(transition => drawnAs(transition, figure) === undefined);
  return html`<svg
    class="state-map"
    viewBox="0 0 ${metrics.width} ${metrics.height}"
    role="img"
    aria-label=${l10n.t('State diagram: the client is in {0}, the server in {1}.', now.client, now.server)}
  >
    ${figure.edges.map(({ transition, points }) => edge(points, ids.has(transition.id), metrics.radius))}
    ${elsewhere.map(transition => arc(transition, figure))} ${figure.nodes.map(node => card(node, place))}
    ${sides.map(side => hostToken(side, place, figure))}
  </svg>`;
}

function edge(points: readonly Point[], isTaken: boolean, radius: number): TemplateResult {
  const path = roundedPath(points, radius, headLength - 2);
  return svg`<g class="way-line ${isTaken ? 'taken' : ''}">
    ${isTaken ? svg`<path class="glow" d=${path} pathLength="100"></path>` : nothing}
    <path class="line" d=${path}></path>
    <path class="head" d=${arrowhead(points, headLength, 8)}></path>
  </g>`;
}

/** A way that the figure leaves out, such as a reset's: a curve that stays behind the states. */
function arc({ from, to }: Transition, { nodes, metrics }: Figure): TemplateResult {
  const [start, end] = [from, to].map(name => centerOf(nodes.find(({ state }) => state === name)!.box)) as [
    Point,
    Point,
  ];
  const side = start.x <= metrics.middle && end.x <= metrics.middle && start.x !== end.x ? -1 : 1;
  const bend = metrics.node.width * 0.62 * side;
  const height = (end.y > start.y ? -1 : 1) * metrics.node.height * 0.5;
  const base = { x: end.x + bend * 0.35, y: end.y + height };
  const control = { x: (start.x + end.x) / 2 + bend * (start.x === end.x ? 1.45 : 0.4), y: (start.y + end.y) / 2 };
  return svg`<g class="way-line taken beyond">
    <path class="glow" d="M${start.x} ${start.y}Q${control.x} ${control.y} ${base.x} ${base.y}" pathLength="100"></path>
    <path class="line" d="M${start.x} ${start.y}Q${control.x} ${control.y} ${base.x} ${base.y}"></path>
    <path class="head" d=${arrowhead([control, base], headLength, 8)}></path>
  </g>`;
}

/** The name stands in the middle, and above the tokens when there are some. */
function card({ state, box, small }: FigureNode, { states, step }: Place): TemplateResult {
  const here = sides.filter(side => states[step]![side] === state);
  const visited = states.slice(0, step + 1).some(each => sides.some(side => each[side] === state));
  const classes = ['map-node', stateOf(state).actor, small && 'small', here.length > 0 && 'lit', visited && 'visited'];
  return svg`<g class=${classes.filter(Boolean).join(' ')} data-state=${state}>
    <rect class="map-card" x=${box.x} y=${box.y} width=${box.width} height=${box.height} rx="7"></rect>
    <text class="map-name" x=${box.x + box.width / 2} y=${box.y + (here.length > 0 ? 17 : box.height / 2 + 3.5)} text-anchor="middle">${state}</text>
  </g>`;
}

/** A named token in the card of its state: the client's at the left, the server's at the right, one alone in the middle. */
function hostToken(side: Side, { states, step }: Place, { nodes }: Figure): TemplateResult {
  const now = states[step]!;
  const { box } = nodes.find(({ state }) => state === now[side])!;
  const together = now.client === now.server;
  const offset = together ? (side === 'client' ? -1 : 1) * (chip.width / 2 + 2) : 0;
  const x = box.x + box.width / 2 + offset - chip.width / 2;
  const y = box.y + box.height - chip.height - 6;
  return svg`<g class="host-token ${side}" data-side=${side} transform="translate(${x} ${y})">
    <rect class="chip" width=${chip.width} height=${chip.height} rx=${chip.height / 2}></rect>
    <text x=${chip.width / 2} y="11" text-anchor="middle">${sideName(side)}</text>
  </g>`;
}

/** What both sides did in the last step. */
function takenNow({ scenario, step }: Place): readonly Transition[] {
  const ids = scenario.steps[step - 1]?.events.flatMap(({ takes = [] }) => takes) ?? [];
  return transitions.filter(({ id }) => ids.includes(id));
}

/** The arrow of the figure that shows it: its own, or another one between the same states. */
function drawnAs({ id, from, to }: Transition, { edges }: Figure): string | undefined {
  const drawn = edges.map(({ transition }) => transition);
  return (
    drawn.find(candidate => candidate.id === id) ??
    drawn.find(candidate => candidate.from === from && candidate.to === to)
  )?.id;
}
