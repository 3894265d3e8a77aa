import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { stateOf, type TcpStateName } from '../../core/tcp/states';
import type { Transition } from '../../core/tcp/transition';
import { transitions } from '../../core/tcp/transitions';
import type { Explanation } from '../../protocol/explanation';
import { actorIcon } from '../actorIcon';
import { segmentsText, trafficSentences, transitionSentence } from '../diagram/transitionText';
import { icon } from '../icons';
import type { View } from '../view';
import { markdown } from './markdown';
import { stateFindings } from './stateFindings';

/** What a state means, who must act, and every way in and out, the resets included that the figure leaves out. */
export function explanationPane(state: TcpStateName, view: View): TemplateResult {
  const { words, actions, explanation } = view;
  const waysOut = transitions.filter(({ from }) => from === state);
  const waysIn = transitions.filter(({ to }) => to === state);
  return html`<article class="explanation">
    <header>
      ${actorIcon(stateOf(state).actor)}
      <h2 tabindex="-1">${state}</h2>
      <button
        class="tool"
        title=${l10n.t('Close')}
        aria-label=${l10n.t('Close')}
        @click=${() => actions.select(undefined)}
      >
        ${icon('close')}
      </button>
    </header>
    <p class="who">${words.actor(stateOf(state).actor)}</p>
    ${stateFindings(state, view)} ${explanation?.status === 'here' ? explanationText(explanation.value) : nothing}
    ${explanation?.status === 'failed' ? html`<p>${l10n.t('The explanation could not be read.')}</p>` : nothing}
    ${lastMinute(state, view)} ${transitionList(l10n.t('Ways out of this state'), waysOut, 'to', view)}
    ${transitionList(l10n.t('Ways into this state'), waysIn, 'from', view)}
  </article>`;
}

/** Also the ways that the figure does not draw. A reading shows where a connection went, not which of the ways it took. */
function lastMinute(state: TcpStateName, { traffic, words }: View): TemplateResult | typeof nothing {
  const leaving = traffic.leaving.get(state);
  return leaving === undefined
    ? nothing
    : html`<section class="last-minute">
        <h3>${l10n.t('In the last minute')}</h3>
        <p>
          ${leaving
            .toSorted((a, b) => b.lastMinute - a.lastMinute)
            .map(({ to, lastMinute: count, lastMinuteInferred: inferred }) =>
              inferred === 0
                ? l10n.t('{0} to {1}', words.number(count), to)
                : l10n.t('{0} to {1} ({2} inferred)', words.number(count), to, words.number(inferred)),
            )
            .join(' · ')}
        </p>
      </section>`;
}

function explanationText({ summary, sections }: Explanation): TemplateResult {
  return html`
    <div class="summary">${markdown(summary)}</div>
    ${sections.map(
      section =>
        html`<section>
          <h3>${section.title}</h3>
          ${markdown(section.markdown)}
          ${section.parts.map(
            part =>
              html`<details>
                <summary>${part.title}</summary>
                ${markdown(part.markdown)}
              </details>`,
          )}
        </section>`,
    )}
  `;
}

function transitionList(title: string, list: readonly Transition[], end: 'from' | 'to', view: View): TemplateResult {
  const { words, actions } = view;
  return html`<section>
    <h3>${title}</h3>
    <ul class="transitions">
      ${list.map(
        transition =>
          html`<li>
            <button class="link" @click=${() => actions.select({ kind: 'state', state: transition[end] })}>
              ${transition[end]}</button
            ><span class="cause"
              >${actorIcon(transition.cause)}
              <button
                class="link"
                data-transition=${transition.id}
                @click=${() => actions.select({ kind: 'transition', id: transition.id })}
              >
                ${words.event(transition.event)}
              </button></span
            >
            ${
              transition.sends === undefined
                ? nothing
                : html`<span class="sends">${l10n.t('sends {0}', segmentsText(transition.sends))}</span>`
            }
          </li>`,
      )}
    </ul>
  </section>`;
}

/** One transition in full, drawn or not: what brings it about, what goes out, where it is specified. */
export function transitionPane(transition: Transition, view: View): TemplateResult {
  const { words, actions } = view;
  const { from, to, cause, note, path, reference } = transition;
  const count = view.traffic.leaving.get(from)?.find(taken => taken.to === to);
  const stateButton = (state: TcpStateName) =>
    html`<button class="link" @click=${() => actions.select({ kind: 'state', state })}>${state}</button>`;
  return html`<article class="explanation">
    <header>
      ${actorIcon(cause)}
      <h2 tabindex="-1">${from} → ${to}</h2>
      <button
        class="tool"
        title=${l10n.t('Close')}
        aria-label=${l10n.t('Close')}
        @click=${() => actions.select(undefined)}
      >
        ${icon('close')}
      </button>
    </header>
    <p class="summary">${transitionSentence(transition, words)}</p>
    ${count === undefined ? nothing : html`<p>${trafficSentences(transition, count, words)}</p>`}
    ${note === undefined ? nothing : html`<p>${words.note(note)}</p>`}
    ${path === 'client' ? html`<p>${l10n.t('The usual way of a client.')}</p>` : nothing}
    ${path === 'server' ? html`<p>${l10n.t('The usual way of a server.')}</p>` : nothing}
    <p class="reference">${l10n.t('Specified in {0}.', reference)}</p>
    <p>${l10n.t('Read about its states:')} ${stateButton(from)} ${stateButton(to)}</p>
  </article>`;
}
