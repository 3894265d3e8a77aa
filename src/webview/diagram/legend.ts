import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Actor } from '../../core/tcp/states';
import { transitions } from '../../core/tcp/transitions';
import { actorIcon } from '../actorIcon';
import type { View } from '../view';
import { transitionSentence } from './transitionEdge';

const actorNames = (): readonly (readonly [Actor, string])[] => [
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
              ${sample('inferred', l10n.t('inferred'))} ${sample('next', l10n.t('possible next step'))}`
        }
      </span>
      <span class="group">
        <span class="key">${l10n.t('Who must act next:')}</span>
        ${actorNames().map(([actor, name]) => html`<span class="key">${actorIcon(actor)} ${name}</span>`)}
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
