import { nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { guard } from 'lit/directives/guard.js';
import { stateOf, type TcpStateName } from '../../core/tcp/states';
import { actorCodicon } from '../actorIcon';
import { codicons } from '../icons';
import { keyOf, type View } from '../view';
import type { FigureNode } from './figure';
import type { Box } from './geometry';
import { fullSegments, meterSegments, meterShare } from './meter';
import { sparkPaths, sparkPoints } from './sparkline';
import { stateFlag } from './stateFlag';
import { describeState } from './stateText';

const meterGap = 3;
const smallPad = 9;

/**
 * A state as a card: its name and who must act next, how many sockets are in it and were cut off from it, the last two
 * minutes and where they lead, and the order of magnitude.
 */
export function stateNode(node: FigureNode, view: View): TemplateResult {
  const { state, box, small } = node;
  const { actor } = stateOf(state);
  const { frame } = view.picture;
  const count = frame?.counts[state] ?? 0;
  const key = keyOf({ kind: 'state', state });
  const selected = view.selection?.kind === 'state' && view.selection.state === state;
  const mark = view.marks.get(state);
  const classes = {
    node: true,
    small,
    selected,
    [actor]: true,
    empty: count === 0,
    long: count >= 100_000,
    marked: mark !== undefined && mark.severity !== 'info',
  };
  // What changes with every reading stands outside the button: its name is a sentence, and says it in words.
  return svg`<g class="place ${actor}" transform="translate(${box.x} ${box.y})"><g
    class=${classMap(classes)}
    role="button"
    tabindex=${view.tabStop === key ? 0 : -1}
    data-key=${key}
    aria-label=${describeState(state, view)}
    aria-pressed=${selected ? 'true' : 'false'}
  >
    <rect class="ring" x="-4" y="-4" width=${box.width + 8} height=${box.height + 8} rx="11"></rect>
    <rect class="card" width=${box.width} height=${box.height} rx="7"></rect>
    <rect class="tint" width=${box.width} height=${box.height} rx="7" fill-opacity=${meterShare(count) * 0.2}></rect>
    ${small ? smallFace(node, view, count) : face(node, view, count)}
  </g>${small ? smallMovement(node, view) : movement(node, view)} ${mark === undefined ? nothing : stateFlag(mark, box, view)}</g>`;
}

function face({ state, box }: FigureNode, { figure, picture, words }: View, count: number): TemplateResult {
  const { pad, name, icon, count: countBaseline } = figure.metrics.face;
  return svg`
    <text class="name" x=${pad} y=${name}>${state}</text>
    <text class="icon" x=${box.width - pad + 2} y=${icon}>${actorCodicon(stateOf(state).actor)}</text>
    <text class="count" x=${pad} y=${countBaseline}>${picture.frame ? words.number(count) : '–'}</text>
    ${meter(box.width - pad * 2, count, figure.metrics.face)}
  `;
}

function meter(width: number, count: number, { pad, meter: y }: { pad: number; meter: number }): TemplateResult {
  const segment = (width - meterGap * (meterSegments - 1)) / meterSegments;
  const full = fullSegments(count);
  const length = full * segment + Math.min(Math.floor(full), meterSegments - 1) * meterGap;
  const dashes = `${segment} ${meterGap}`;
  return svg`
    <path class="meter-track" d="M${pad} ${y}h${width}" stroke-dasharray=${dashes}></path>
    ${count === 0 ? nothing : svg`<path class="meter" d="M${pad} ${y}h${length}" stroke-dasharray=${dashes}></path>`}
  `;
}

function movement(node: FigureNode, view: View): TemplateResult {
  const { state, box } = node;
  const { picture, history, figure, words, traffic } = view;
  const { face, label } = figure.metrics;
  const until = picture.frame?.takenAt ?? 0;
  const gone = traffic.cutOff.get(state);
  const right = box.width - face.pad;
  return svg`<g class="movement" aria-hidden="true">
    ${guard([history, until, figure], () => sparkline(state, { x: face.pad, y: face.spark.top, ...face.spark }, view))}
    <text class="rate" x=${right} y=${face.rate}>${words.rate(picture.frame?.rates[state] ?? 0)}</text>
    ${
      gone === undefined
        ? nothing
        : svg`<text class="cut-off" x=${right} y=${face.cutOff}><tspan class="icon" dy="1.5">${codicons['debug-disconnect']}</tspan><tspan dx="2" dy="-1.5">${label ? words.perMinute(gone) : words.short(gone)}</tspan></text>`
    }
  </g>`;
}

/** Where there is room for nothing else: the last two minutes along the lower edge. */
function smallMovement({ state, box }: FigureNode, view: View): TemplateResult {
  const height = box.height / 5;
  const place = { x: smallPad, y: box.height - height - 3, width: box.width - smallPad * 2, height };
  const { history, picture, figure } = view;
  return svg`<g class="movement" aria-hidden="true">
    ${guard([history, picture.frame?.takenAt, figure], () => sparkline(state, place, view))}
  </g>`;
}

function sparkline(
  state: TcpStateName,
  place: Box,
  { history, picture }: Pick<View, 'history' | 'picture'>,
): TemplateResult | typeof nothing {
  const points = sparkPoints(history, state, picture.frame?.takenAt ?? 0, place);
  if (points === undefined) {
    return nothing;
  }
  const last = points[points.length - 1]!;
  const { line, area } = sparkPaths(points, place.y + place.height);
  return svg`
    <path class="spark-area" d=${area}></path>
    <path class="spark" d=${line}></path>
    <circle class="spark-end" cx=${last.x} cy=${last.y} r="1.8"></circle>
  `;
}

function smallFace({ state, box }: FigureNode, view: View, count: number): TemplateResult {
  const baseline = box.height / 2 + 1.5;
  return svg`
    <text class="name" x=${smallPad} y=${baseline}>${state}</text>
    <text class="count" x=${box.width - smallPad} y=${baseline}>${view.picture.frame ? view.words.number(count) : '–'}</text>
  `;
}
