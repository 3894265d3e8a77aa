import * as l10n from '@vscode/l10n';
import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Actor, TcpStateName } from '../../core/tcp/states';
import { transitions } from '../../core/tcp/transitions';
import { actorIcon } from '../actorIcon';
import { icon } from '../icons';
import type { View } from '../view';
import { flagSentence } from './stateFlag';
import { cutOffSentence } from './stateText';
import { trafficSentences, transitionSentence } from './transitionText';
import { inOneLine, labelled } from '../joinedTexts';

/** Who may have to act, in words for a legend. */
export const actorNames = (): readonly (readonly [Actor, string])[] => [
  ['program', l10n.t('this program')],
  ['peer', l10n.t('the peer')],
  ['kernel', l10n.t('the kernel’s timer')],
  ['nobody', l10n.t('nobody')],
];

/**
 * What lines and icons mean. While an arrow or a state is pointed at, its sentence stands there instead: the same room,
 * so that nothing jumps, and the only place for an arrow's words in a narrow panel.
 */
export function legend(view: View): TemplateResult {
  const caption = captionOf(view);
  return html`<div class="legend ${caption === undefined ? '' : 'covered'}">
    <div class="keys">
      <span class="group">
        ${sample('client', l10n.t('usual way of a client'))} ${sample('server', l10n.t('usual way of a server'))}
        ${
          view.picture.selected.length === 0
            ? nothing
            : html`${sample('observed', l10n.t('way of a selected connection'))}
              ${view.traffic.leaving.size === 0 ? sample('inferred', l10n.t('inferred')) : nothing}
              ${sample('next', l10n.t('possible next step'))}`
        }
      </span>
      ${view.traffic.leaving.size === 0 ? nothing : trafficKeys(view)}
      <span class="group">
        <span class="key">${l10n.t('Who must act next:')}</span>
        ${actorNames().map(([actor, name]) => html`<span class="key">${actorIcon(actor)} ${name}</span>`)}
      </span>
    </div>
    <p class="caption" aria-hidden="true">${caption ?? nothing}</p>
  </div>`;
}

function trafficKeys({ traffic }: View): TemplateResult {
  return html`<span class="group">
    ${beadSample('observed', l10n.t('times in the last minute'))} ${beadSample('inferred', l10n.t('inferred'))}
    ${
      traffic.cutOff.size === 0
        ? nothing
        : html`<span class="key">${icon('debug-disconnect')} ${l10n.t('reset, aborted or timed out')}</span>`
    }
  </span>`;
}

function beadSample(kind: 'observed' | 'inferred', text: string): TemplateResult {
  return html`<span class="key">
    <svg class="sample bead ${kind} now" viewBox="0 0 26 14" width="26" height="14" aria-hidden="true">
      ${svg`<rect x="1" y="1" width="24" height="12" rx="6"></rect><text x="13" y="10.6">12</text>`}
    </svg>
    ${text}
  </span>`;
}

function sample(kind: 'client' | 'server' | 'observed' | 'inferred' | 'next', text: string): TemplateResult {
  return html`<span class="key">
    <svg class="sample edge ${kind}" viewBox="0 0 34 10" width="34" height="10" aria-hidden="true">
      <path class=${kind === 'observed' || kind === 'inferred' ? `band ${kind}` : 'line'} d="M1 5H33"></path>
    </svg>
    ${text}
  </span>`;
}

function captionOf(view: View): string | undefined {
  const { pointed, words, traffic } = view;
  if (pointed?.kind === 'transition') {
    const transition = transitions.find(({ id }) => id === pointed.id);
    const count = traffic.onArrows.get(pointed.id);
    return (
      transition &&
      inOneLine([
        transitionSentence(transition, words),
        count !== undefined && trafficSentences(transition, count, words),
      ])
    );
  }
  return pointed?.kind === 'state' ? stateCaption(pointed.state, view) : undefined;
}

function stateCaption(state: TcpStateName, { words, marks, traffic }: View): string {
  const mark = marks.get(state);
  const gone = traffic.cutOff.get(state);
  return inOneLine([
    labelled(state, words.actorOf(state)),
    ...(mark ? [flagSentence(mark, words)] : []),
    ...(gone === undefined ? [] : [cutOffSentence(gone, words.number(gone))]),
  ]);
}
