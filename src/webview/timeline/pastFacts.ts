import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Moment } from '../../protocol/recording';
import { icon } from '../icons';
import type { View } from '../view';

/** Which moment the page shows in the place of now, and how long that was before the newest reading. */
export function pastFacts({ at, recording }: Moment, { words, history }: View): TemplateResult {
  if (recording !== undefined) {
    return html`<span class="fact moment"
      >${icon('history')} ${l10n.t('Recorded on {0}', words.dateAndTime(at))}</span
    >`;
  }
  const newest = history.at.at(-1);
  return html`<span class="fact moment">${icon('history')} ${l10n.t('The past: {0}', words.clock(at))}</span> ${
      newest === undefined
        ? nothing
        : html`<span class="fact">${l10n.t('{0} before the newest reading', words.age(newest - at))}</span>`
    }`;
}

/** The way back; a recording that was opened has no now. */
export function liveButton({ recording }: Moment, { time }: View): TemplateResult | typeof nothing {
  return recording === undefined
    ? html`<button class="live" title=${l10n.t('Back to now (Escape)')} @click=${() => time.actions.goLive()}>
        ${l10n.t('Back to now')}
      </button>`
    : nothing;
}
