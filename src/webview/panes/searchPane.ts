import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { endpointsText } from '../../protocol/endpointText';
import type { SearchAnswer } from '../../protocol/panel';
import { actorIcon } from '../actorIcon';
import { ageOf } from '../connectionAge';
import { icon } from '../icons';
import { inOneLine } from '../joinedTexts';
import type { View } from '../view';
import type { Words } from '../words';
import { onResultKey, onSearchKey } from './searchKeys';

type Found = Extract<SearchAnswer, { ok: true }>;
type Faulty = Extract<SearchAnswer, { ok: false }>;

/** Finds connections by the tree's filter language; those that are chosen in the list become selected. */
export function searchPane(view: View): TemplateResult {
  const { query, answer, firstAnswer, hasFailed } = view.search;
  const failed = l10n.t('The sockets cannot be searched now.');
  const isFaulty = answer?.ok === false;
  return html`<section class="search" aria-label=${l10n.t('Find connections')}>
    <div class="search-box">
      ${icon('search')}
      <input
        type="search"
        id="search"
        spellcheck="false"
        autocomplete="off"
        aria-label=${l10n.t('Find connections')}
        aria-describedby="search-status"
        aria-keyshortcuts="/"
        aria-invalid=${isFaulty ? 'true' : 'false'}
        placeholder=${l10n.t('Find connections: state:close-wait port:3000 process:node')}
        .value=${live(query)}
        @input=${(event: InputEvent) => view.actions.find((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => onSearchKey(event, view)}
      />
    </div>
    <div id="search-status" class="search-status">
      ${hasFailed ? failed : answer && (answer.ok ? countText(answer, view.words) : faults(answer, query))}
    </div>
    <div class="spoken" role="status">${hasFailed ? failed : firstAnswer && spokenStatus(firstAnswer, view.words)}</div>
    ${answer?.ok === true && answer.rows.length > 0 ? results(answer, view) : nothing}
  </section>`;
}

function spokenStatus(answer: SearchAnswer, words: Words): string {
  return answer.ok ? countText(answer, words) : inOneLine(answer.errors.map(({ text }) => text));
}

function countText({ total, rows }: Found, words: Words): string {
  if (total === 0) {
    return l10n.t('No socket matches.');
  }
  return total > rows.length
    ? l10n.t('{0} sockets match; these are the first {1}.', words.number(total), words.number(rows.length))
    : total === 1
      ? l10n.t('1 socket matches.')
      : l10n.t('{0} sockets match.', words.number(total));
}

/** The query once more with its wrong words marked, and what is wrong with each. */
function faults({ errors }: Faulty, query: string): TemplateResult {
  let end = 0;
  const marked = errors.map(error => {
    const before = query.slice(end, error.start);
    ({ end } = error);
    return html`${before}<mark>${query.slice(error.start, error.end)}</mark>`;
  });
  return html`<code class="echo">${marked}${query.slice(end)}</code>
    <ul>
      ${errors.map(({ text }) => html`<li>${text}</li>`)}
    </ul>`;
}

function results({ rows }: Found, view: View): TemplateResult {
  const selected = new Set(view.picture.selected.map(({ id }) => id));
  const missing = rows.filter(({ id }) => !selected.has(id));
  return html`<ul class="found" role="listbox" aria-multiselectable="true" aria-label=${l10n.t('Connections found')}>
      ${repeat(
        rows,
        ({ id }) => id,
        (row, index) => option(row, index, selected.has(row.id), view),
      )}
    </ul>
    <div class="search-tools">
      <span class="hint">${l10n.t('Arrow keys move, Space adds or removes, Enter selects.')}</span>
      ${
        missing.length < 2
          ? nothing
          : html`<button class="link" @click=${() => view.actions.choose(missing.map(({ id }) => id))}>
              ${l10n.t('Select all {0}', view.words.number(rows.length))}
            </button>`
      }
    </div>`;
}

function option(row: BrowsedRow, index: number, isSelected: boolean, view: View): TemplateResult {
  const [process] = row.processes;
  const toggle = () => (isSelected ? view.actions.deselect(row.id) : view.actions.choose([row.id]));
  return html`<li
    role="option"
    class="option"
    aria-selected=${isSelected ? 'true' : 'false'}
    tabindex=${index === view.search.active ? 0 : -1}
    @click=${toggle}
    @focus=${() => view.actions.reachResult(index)}
    @keydown=${(event: KeyboardEvent) => onResultKey(event, row.id, isSelected, view)}
  >
    <span class="tick">${isSelected ? icon('check') : nothing}</span>
    ${actorIcon(row.actor)} <span class="state">${row.state}</span>
    <span class="ends">${endpointsText(row)}</span>
    <span class="of">${process ? process.name : nothing} ${ageOf({ id: row.id, row, steps: [] }, view)}</span>
  </li>`;
}
