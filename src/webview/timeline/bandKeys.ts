import { html, nothing, svg, type TemplateResult } from 'lit';
import * as l10n from '@vscode/l10n';
import { stateOf } from '../../core/tcp/states';
import { icon } from '../icons';
import type { Words } from '../words';
import type { Band } from './bands';
import { patterns, tileSize } from './patterns';
import { readIndex, type TimeView } from './timeView';

/** By how many switches a key goes on. */
const steps: Readonly<Partial<Record<string, number>>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  Home: -Infinity,
  End: Infinity,
};

/**
 * What the areas mean, with the counts of the moment; each is a switch that draws its state or leaves it out. Together they
 * are one stop of the Tab key.
 */
export function bandKeys(view: TimeView, words: Words): TemplateResult {
  const index = readIndex(view);
  return html`<div class="band-keys" role="toolbar" aria-label=${l10n.t('States in the chart')} @keydown=${onKey}>
    ${view.occurring.map(band => {
      const count = view.timeline.counts[band.state]?.[index] ?? 0;
      const { severity, from } = stateOf(band.state).piling;
      const isPiling = count >= from && severity !== 'info' && severity !== 'none';
      return html`<button
        class="band-key"
        aria-pressed=${view.drawn.includes(band) ? 'true' : 'false'}
        tabindex=${band.state === view.reached ? 0 : -1}
        @focus=${() => view.actions.reach(band.state)}
        @click=${() => view.actions.toggle(band.state)}
      >
        ${swatch(band)}<span>${band.state}</span> <span class="band-count">${words.number(count)}</span>
        ${isPiling ? html`<span title=${l10n.t('They pile up')}>${icon('warning')}</span>` : nothing}
      </button>`;
    })}
  </div>`;
}

function onKey(event: KeyboardEvent): void {
  const keys = [...(event.currentTarget as Element).querySelectorAll<HTMLElement>('.band-key')];
  const step = steps[event.key];
  if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const at = keys.findIndex(key => key === document.activeElement);
    keys[Math.max(0, Math.min(keys.length - 1, at + step))]?.focus();
  }
}

function swatch({ actor, strength, pattern }: Band): TemplateResult {
  const tiles = patterns[pattern] === '' ? [] : [0, 1].flatMap(row => [0, 1].map(column => [column, row] as const));
  return html`<svg class="swatch ${actor}" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <rect width="12" height="12" fill-opacity=${strength}></rect>
    ${tiles.map(
      ([column, row]) =>
        svg`<path d=${patterns[pattern]} transform="translate(${column * tileSize} ${row * tileSize})"></path>`,
    )}
  </svg>`;
}
