import * as l10n from '@vscode/l10n';
import { nothing, svg, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { stateOf, type TcpStateName } from '../../core/tcp/states';
import { actorCodicon } from '../actorIcon';
import { keyOf, type View } from '../view';
import { stateOfTrace } from './emphasis';
import type { FigureNode } from './figure';
import { meterShare } from './meter';

/** A state as a card: its name, how many sockets are in it, how fast that changes, and who must act next. */
export function stateNode(node: FigureNode, view: View): TemplateResult {
  const { state, box, small } = node;
  const { actor } = stateOf(state);
  const { frame } = view.picture;
  const count = frame?.counts[state] ?? 0;
  const key = keyOf({ kind: 'state', state });
  const selected = view.selection?.kind === 'state' && view.selection.state === state;
  const classes = {
    node: true,
    small,
    selected,
    [actor]: true,
    empty: count === 0,
    long: count >= 100_000,
  };
  // The rate stands outside the button: its name is a sentence, and says the rate in words.
  return svg`<g class="place" transform="translate(${box.x} ${box.y})"><g
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
  </g>${small ? nothing : rateMark(node, view)}</g>`;
}

function face({ state, box }: FigureNode, view: View, count: number): TemplateResult {
  const { roomy, pad } = spacing(view);
  const meterWidth = box.width - pad * 2;
  return svg`
    <text class="name" x=${pad} y=${roomy ? 21 : 16}>${state}</text>
    <text class="icon" x=${box.width - pad + 2} y=${roomy ? 24 : 18}>${actorCodicon(stateOf(state).actor)}</text>
    <text class="count" x=${pad} y=${box.height - (roomy ? 14 : 12)}>${view.picture.frame ? view.words.number(count) : '–'}</text>
    <rect class="meter-track" x=${pad} y=${box.height - 7} width=${meterWidth} height="3" rx="1.5"></rect>
    ${
      count === 0
        ? nothing
        : svg`<rect class="meter" x=${pad} y=${box.height - 7} width=${meterWidth * meterShare(count)} height="3" rx="1.5"></rect>`
    }
  `;
}

function rateMark({ state, box }: FigureNode, view: View): TemplateResult {
  const { roomy, pad } = spacing(view);
  const perSecond = view.picture.frame?.rates[state] ?? 0;
  return svg`<text class="rate" aria-hidden="true" x=${box.width - pad} y=${box.height - (roomy ? 14 : 12)}>${view.words.rate(perSecond)}</text>`;
}

function spacing({ figure }: View): { roomy: boolean; pad: number } {
  const roomy = figure.metrics.label !== undefined;
  return { roomy, pad: roomy ? 13 : 8 };
}

function smallFace({ state, box }: FigureNode, view: View, count: number): TemplateResult {
  const baseline = box.height / 2 + 4.5;
  return svg`
    <text class="name" x="9" y=${baseline}>${state}</text>
    <text class="count" x=${box.width - 9} y=${baseline}>${view.picture.frame ? view.words.number(count) : '–'}</text>
  `;
}

/** The sentences that a screen reader says for a state. */
function describeState(state: TcpStateName, { words, picture }: View): string {
  const count = picture.frame?.counts[state] ?? 0;
  const rate = words.rate(picture.frame?.rates[state] ?? 0);
  const here = picture.selected.filter(trace => stateOfTrace(trace) === state).length;
  return [
    picture.frame
      ? count === 1
        ? l10n.t('{0}: 1 socket.', state)
        : l10n.t('{0}: {1} sockets.', state, words.number(count))
      : l10n.t('{0}: not read yet.', state),
    ...(rate === '' ? [] : [l10n.t('Changes by {0}.', rate)]),
    words.actorOf(state),
    ...(here === 0
      ? []
      : [
          here === 1
            ? l10n.t('1 selected connection is here.')
            : l10n.t('{0} selected connections are here.', words.number(here)),
        ]),
  ].join(' ');
}
