import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { transitionsFrom } from '../../core/tcp/transitions';
import { endpointsText } from '../../protocol/endpointText';
import type { Trace } from '../../protocol/monitor';
import { actorIcon } from '../actorIcon';
import { ageOf } from '../connectionAge';
import { icon, type CodiconName } from '../icons';
import { keyOf, type View } from '../view';
import { connectionDetails } from './connectionDetails';

/** The selected connections in words: the same that the figure shows as tokens, ways and next steps. */
export function selectionList(view: View): TemplateResult {
  const { picture } = view;
  return html`<section class="connections" aria-labelledby="connections-title">
    <h2 id="connections-title" tabindex="-1">
      ${l10n.t('Selected connections')} <span class="badge">${picture.selected.length}</span>
    </h2>
    ${
      picture.selected.length === 0
        ? html`<p class="hint">
            ${l10n.t('Select connections in the sidebar to see where they are, how they came there and what may happen next.')}
          </p>`
        : html`<ul>
            ${repeat(
              picture.selected,
              trace => trace.id,
              trace => connectionItem(trace, view),
            )}
          </ul>`
    }
  </section>`;
}

function connectionItem(trace: Trace, view: View): TemplateResult {
  const { actions } = view;
  const { id, row, closedAt } = trace;
  const name = row ? endpointsText(row) : l10n.t('A connection that was not seen yet');
  const details = view.details.get(id);
  const pointed = view.pointed?.kind === 'connection' && view.pointed.id === id;
  return html`<li class="connection ${pointed ? 'pointed' : ''}" data-key=${keyOf({ kind: 'connection', id })}>
    <div class="title">
      ${actorIcon(closedAt === undefined && row ? row.actor : 'nobody')}
      <h3>${name}</h3>
      ${tool('list-tree', l10n.t('Show in the sidebar'), () => actions.reveal(id))}
      ${tool('close', l10n.t('Take out of the selection'), () => actions.deselect(id), 'take-out')}
    </div>
    ${row ? whereabouts(trace, view) : nothing} ${way(trace)}
    ${closedAt === undefined ? nextSteps(trace, view) : nothing}
    ${
      row && closedAt === undefined
        ? html`<button
            class="link"
            aria-expanded=${details ? 'true' : 'false'}
            @click=${() => actions.toggleDetails(id)}
          >
            ${icon(details ? 'chevron-down' : 'chevron-right')}${l10n.t('What the kernel knows of it')}
          </button>`
        : nothing
    }
    ${details ? connectionDetails(details, view) : nothing}
  </li>`;

  function tool(name: CodiconName, label: string, act: () => void, extraClass = ''): TemplateResult {
    return html`<button class="tool ${extraClass}" title=${label} aria-label=${label} @click=${act}>
      ${icon(name)}
    </button>`;
  }
}

/** In which state, since when, whose process, and who must act. */
function whereabouts(trace: Trace, view: View): TemplateResult {
  const { words } = view;
  const { row, closedAt } = trace;
  const age = ageOf(trace, view);
  const processes = row!.processes.map(({ name, pid }) => `${name} (${pid})`).join(', ');
  return html`<p>
    ${
      closedAt === undefined
        ? l10n.t('{0} for {1}.', row!.state, age)
        : l10n.t('Closed {0} ago; it was last seen in {1}.', age, row!.state)
    }
    ${processes === '' ? nothing : l10n.t('Held by {0}.', processes)}
    ${closedAt === undefined ? words.actor(row!.actor) : nothing}
  </p>`;
}

/** Solid arrows for steps that were seen, broken ones for steps that must have been taken between two readings. */
function way({ steps }: Trace): TemplateResult | typeof nothing {
  if (steps.length < 2) {
    return nothing;
  }
  return html`<p class="way">
    ${l10n.t('Its way:')}
    ${steps.map(
      ({ to, observed }, index) =>
        html`${
            index === 0
              ? nothing
              : observed
                ? html`<span class="observed" title=${l10n.t('seen')}>→</span>`
                : html`<span class="inferred" title=${l10n.t('inferred')}>⇢</span>`
          } <span class="state">${to}</span>${
            observed || index === 0 ? nothing : html`<span class="spoken">(${l10n.t('inferred')})</span>`
          } `,
    )}
  </p>`;
}

function nextSteps({ row }: Trace, { words }: View): TemplateResult | typeof nothing {
  // All of them, also those that the figure leaves out: a reset or a timeout is what a reader looks for here.
  const steps = row ? transitionsFrom(row.state) : [];
  return steps.length === 0
    ? nothing
    : html`<p class="next-title">${l10n.t('What may happen next:')}</p>
        <ul class="next">
          ${steps.map(
            ({ event, cause, to }) =>
              html`<li>
                ${actorIcon(cause)} <span>${words.event(event)} → <span class="state">${to}</span></span>
              </li>`,
          )}
        </ul>`;
}
