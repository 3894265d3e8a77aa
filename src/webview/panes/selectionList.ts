import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { stateOf } from '../../core/tcp/states';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { endpointsText } from '../../protocol/endpointText';
import type { Trace } from '../../protocol/monitor';
import { actorIcon } from '../actorIcon';
import { ageOf } from '../connectionAge';
import { countdownNow, countdownSentence } from '../connectionCountdown';
import { icon, type CodiconName } from '../icons';
import { keyOf, type View } from '../view';
import { connectionDetails } from './connectionDetails';
import { nextSteps } from './nextSteps';
import { pairSentence } from './pairSentence';
import { way } from './way';

/** With more connections than this, ways and next steps are folded: the list has to be read at a glance. */
const mostUnfolded = 3;

/** The selected connections in words: the same that the figure shows as tokens, ways and next steps. */
export function selectionList(view: View): TemplateResult {
  const { picture, shown } = view;
  return html`<section class="connections" aria-labelledby="connections-title">
    <h2 id="connections-title" tabindex="-1">
      ${l10n.t('Selected connections')} <span class="badge">${view.words.number(picture.selected.length)}</span>
    </h2>
    ${
      picture.selected.length === 0
        ? html`<p class="hint">
            ${l10n.t('Select connections in the sidebar, or find them above, to see where they are, how they came there and what may happen next.')}
          </p>`
        : html`<ul>
            ${repeat(
              shown.all,
              trace => trace.id,
              trace => (shown.companions.has(trace.id) ? companionItem(trace, view) : connectionItem(trace, view)),
            )}
          </ul>`
    }
  </section>`;
}

function connectionItem(trace: Trace, view: View): TemplateResult {
  const { actions } = view;
  const { id } = trace;
  const isFolded = areFolded(view);
  const sentence = joint(trace, view);
  const where = whereabouts(trace, view);
  // Folded, the sentence about both ends says enough.
  const isInside = isFolded && isPaired(trace, view);
  return html`<li class=${itemClass(trace, view)} data-key=${keyOf({ kind: 'connection', id })}>
    ${sentence}
    <div class="title">
      ${title(trace)} ${tool('list-tree', l10n.t('Show in the sidebar'), () => actions.reveal(id))}
      ${tool('close', l10n.t('Remove from the selection'), () => actions.deselect(id), 'take-out')}
    </div>
    ${isInside ? nothing : where}
    <details class="story" ?open=${!isFolded}>
      <summary>${l10n.t('Its way, and what may happen next')}</summary>
      ${isInside ? where : nothing} ${way(trace, view)} ${nextSteps(trace, view)} ${numbers(trace, view)}
    </details>
  </li>`;
}

/** The other end of the connection above it, which nobody selected. */
function companionItem(trace: Trace, view: View): TemplateResult {
  const { actions } = view;
  const { id } = trace;
  return html`<li class="${itemClass(trace, view)} companion" data-key=${keyOf({ kind: 'connection', id })}>
    <div class="title">
      ${title(trace)} ${tool('add', l10n.t('Select this end too'), () => actions.choose([id]))}
      ${tool('close', l10n.t('Dismiss this end'), () => actions.dismiss(id), 'take-out')}
    </div>
    ${areFolded(view) ? nothing : whereabouts(trace, view)}
  </li>`;
}

function areFolded({ picture }: View): boolean {
  return picture.selected.length > mostUnfolded;
}

function isPaired(trace: Trace, { shown }: View): boolean {
  return shown.pairs.some(({ one, other }) => one === trace || other === trace);
}

/** What tcp_info tells, on demand; of the past the kernel tells nothing. */
function numbers({ id, row, closedAt }: Trace, view: View): TemplateResult | typeof nothing {
  const details = view.details.get(id);
  if (row === undefined || closedAt !== undefined || view.picture.moment !== undefined) {
    return nothing;
  }
  return html`<button
      class="link"
      aria-expanded=${details ? 'true' : 'false'}
      @click=${() => view.actions.toggleDetails(id)}
    >
      ${icon(details ? 'chevron-down' : 'chevron-right')}${l10n.t('What the kernel knows of it')}
    </button>
    ${details ? connectionDetails(details, row, view) : nothing}`;
}

function itemClass({ id }: Trace, { pointed, shown }: View): string {
  const isPointed = pointed?.kind === 'connection' && pointed.id === id;
  const isSecond = shown.pairs.some(({ other }) => other.id === id);
  const isFirst = shown.pairs.some(({ one }) => one.id === id);
  return ['connection', isPointed && 'pointed', isFirst && 'first-end', isSecond && 'second-end']
    .filter(Boolean)
    .join(' ');
}

function title({ row, closedAt }: Trace): TemplateResult {
  return html`${actorIcon(closedAt === undefined && row ? row.actor : 'nobody')}
    <h3>${row ? endpointsText(row) : l10n.t('A connection that was not seen yet')}</h3>`;
}

function tool(name: CodiconName, label: string, act: () => void, extraClass = ''): TemplateResult {
  return html`<button class="tool ${extraClass}" title=${label} aria-label=${label} @click=${act}>
    ${icon(name)}
  </button>`;
}

/** Above both ends: how they stand to each other. */
function joint(trace: Trace, view: View): TemplateResult | typeof nothing {
  const pair = view.shown.pairs.find(({ one }) => one === trace);
  const sentence = pair && pairSentence(pair, view);
  return sentence === undefined ? nothing : html`<p class="joint">${sentence}</p>`;
}

/** In which state, since when, whose process, who must act, and what its timer will do. */
function whereabouts(trace: Trace, view: View): TemplateResult | typeof nothing {
  const { row, closedAt } = trace;
  if (row === undefined) {
    return nothing;
  }
  const age = ageOf(trace, view);
  const countdown = countdownNow(trace, view);
  const processes = row.processes.map(({ name, pid }) => `${name} (${pid})`).join(', ');
  return html`<p>
    ${
      closedAt === undefined
        ? l10n.t('{0} for {1}.', row.state, age)
        : l10n.t('Closed {0} ago; it was last seen in {1}.', age, row.state)
    }
    ${processes === '' ? nothing : l10n.t('Held by {0}.', processes)}
    ${closedAt === undefined ? actSentence(row, view) : nothing}
    ${countdown === undefined ? nothing : countdownSentence(countdown, view)}
  </p>`;
}

/** Who must act next for this very socket, which can differ from what its state says in general. */
function actSentence({ state, actor, noProcess }: BrowsedRow, { words }: View): string {
  if (noProcess === 'not-accepted') {
    return l10n.t('The local program must act: it has not called accept() for this connection.');
  }
  return actor === stateOf(state).actor ? words.actorOf(state) : words.actor(actor);
}
