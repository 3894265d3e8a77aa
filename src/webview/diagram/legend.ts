import { html, nothing, type TemplateResult } from 'lit';
import type { Actor } from '../../core/tcp/states';
import { transitions } from '../../core/tcp/transitions';
import type { PanelSentence } from '../../protocol/panelSentences';
import { actorIcon } from '../actorIcon';
import type { View } from '../view';
import { transitionSentence } from './transitionEdge';

const actorNames: readonly (readonly [Actor, PanelSentence])[] = [
  ['program', 'this program'],
  ['peer', 'the peer'],
  ['kernel', 'the kernel’s timer'],
  ['nobody', 'nobody'],
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
        ${sample('client', view.words.t('usual way of a client'))}
        ${sample('server', view.words.t('usual way of a server'))}
        ${
          view.picture.selected.length === 0
            ? nothing
            : html`${sample('observed', view.words.t('way of a selected connection'))}
              ${sample('inferred', view.words.t('inferred'))} ${sample('next', view.words.t('possible next step'))}`
        }
      </span>
      <span class="group">
        <span class="key">${view.words.t('Who must act next:')}</span>
        ${actorNames.map(([actor, name]) => html`<span class="key">${actorIcon(actor)} ${view.words.t(name)}</span>`)}
      </span>
    </div>
    <p class="caption" aria-hidden="true">${caption ?? nothing}</p>
  </div>`;
}

function sample(kind: 'client' | 'server' | 'observed' | 'inferred' | 'next', text: string): TemplateResult {
  return html`<span class="key">
    <svg class="sample edge ${kind}" viewBox="0 0 34 10" width="34" height="10" aria-hidden="true">
      <path class=${kind === 'observed' || kind === 'inferred' ? `band ${kind}` : 'line'} d="M1 5H33"></path>
    </svg>
    ${text}
  </span>`;
}

function captionOf({ pointed, words }: View): string | undefined {
  if (pointed?.kind === 'transition') {
    const transition = transitions.find(({ id }) => id === pointed.id);
    return transition && transitionSentence(transition, words);
  }
  return pointed?.kind === 'state' ? `${pointed.state}: ${words.actorOf(pointed.state)}` : undefined;
}
