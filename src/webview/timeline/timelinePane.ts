import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../icons';
import type { Words } from '../words';
import { bandKeys } from './bandKeys';
import { chartMarks } from './chartMarks';
import { scrubber } from './scrubber';
import { readIndex, type TimeView } from './timeView';
import { labelled } from '../joinedTexts';

/** The chart of all states over time, below the figure. */
export function timelinePane(view: TimeView, words: Words): TemplateResult {
  const { timeline, timeScale, stackScale, isFolded, actions } = view;
  const isEmpty = timeline.at.length === 0;
  const byMagnitude = stackScale === 'magnitude';
  return html`<section class="timeline" aria-labelledby="timeline-title">
    <div class="timeline-head">
      <h2 id="timeline-title">
        <button class="fold" aria-expanded=${isFolded ? 'false' : 'true'} @click=${() => actions.fold(!isFolded)}>
          ${icon(isFolded ? 'chevron-right' : 'chevron-down')} ${l10n.t('Sockets over time')}
        </button>
      </h2>
      <span class="fact">${isEmpty ? l10n.t('Waiting for the first readings …') : readout(view, words)}</span>
      ${
        isFolded
          ? nothing
          : html`<button
              class="switch"
              aria-pressed=${byMagnitude ? 'true' : 'false'}
              title=${l10n.t('Draws each state by its order of magnitude, so that a few sockets are seen beside many thousands.')}
              @click=${() => actions.setScale(byMagnitude ? 'sockets' : 'magnitude')}
            >
              ${l10n.t('By magnitude')}
            </button>`
      }
    </div>
    ${
      isFolded
        ? nothing
        : html`<p id="timeline-help" class="spoken">
              ${l10n.t('The arrow keys go from reading to reading, Page Up and Page Down ten at once, Home to the first; End and Escape go back to now.')}
            </p>
            <div class="chart">
              <div class="plot"></div>
              ${isEmpty || timeScale.width <= 0 ? nothing : html`${chartMarks(view, words)}${scrubber(view, words)}`}
            </div>
            ${isEmpty ? nothing : bandKeys(view, words)}`
    }
  </section>`;
}

/** When the counts beside the chart are of, and how many sockets there were. */
function readout(view: TimeView, words: Words): string {
  const { timeline, hovered, shown } = view;
  const index = readIndex(view);
  const total = Object.values(timeline.counts).reduce((sum, column) => sum + (column[index] ?? 0), 0);
  const when = hovered ?? shown;
  return labelled(when === null ? l10n.t('Now') : words.clock(timeline.at[index]!), words.sockets(total));
}
