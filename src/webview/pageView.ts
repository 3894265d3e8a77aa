import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { transitions } from '../core/tcp/transitions';
import { diagram } from './diagram/diagram';
import { emphasisOf } from './diagram/emphasis';
import { legend } from './diagram/legend';
import type { TokenLayout } from './diagram/token';
import { header } from './header';
import { explanationPane, transitionPane } from './panes/explanationPane';
import { searchPane } from './panes/searchPane';
import { selectionList } from './panes/selectionList';
import { timelinePane } from './timeline/timelinePane';
import type { View } from './view';

/** The whole page: the header line, the figure with its legend, and what was selected beside it. */
export function pageView(
  view: View,
  tokens: TokenLayout,
  /** What runs with real sockets, if anything does. */
  run: TemplateResult | typeof nothing,
  spoken: string,
): TemplateResult {
  const { picture, shown, pointed, selection } = view;
  const pointsAtCompanion = pointed?.kind === 'connection' && shown.companions.has(pointed.id);
  const emphasis = emphasisOf(pointsAtCompanion ? shown.all : picture.selected, pointed, selection);
  return html`
    <main class=${picture.moment ? 'past' : ''}>
      ${header(view)} ${run}
      <div class="workspace">
        <div class="workspace-main">
          <section class="figure" aria-label=${l10n.t('State diagram')}>
            <p id="diagram-help" class="spoken">
              ${l10n.t('The arrow keys move between states and arrows, Enter selects, Escape clears the selection.')}
              ${l10n.t('Plus and minus zoom, zero shows the whole figure, Shift with the arrow keys moves what is seen.')}
              ${l10n.t('A slash goes to the search for connections.')}
            </p>
            ${diagram(view, emphasis, tokens)} ${legend(view)}
          </section>
          ${timelinePane(view.time, view.words)}
        </div>
        <aside class="panes" aria-label=${l10n.t('What is selected')}>
          ${searchPane(view)} ${selectionList(view)} ${selectedPane(view)}
        </aside>
      </div>
      <div class="spoken" aria-live="polite">${spoken}</div>
    </main>
  `;
}

function selectedPane(view: View): TemplateResult | typeof nothing {
  const { selection } = view;
  switch (selection?.kind) {
    case 'state':
      return explanationPane(selection.state, view);
    case 'transition': {
      const transition = transitions.find(({ id }) => id === selection.id);
      return transition ? transitionPane(transition, view) : nothing;
    }
    case undefined:
      return html`<p class="hint">
        ${l10n.t('Select a state to read what it means and to filter the sidebar by it, or an arrow to read what causes it.')}
      </p>`;
  }
}
