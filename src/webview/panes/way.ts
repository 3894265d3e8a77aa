import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Trace, TraceStep } from '../../protocol/monitor';
import type { View } from '../view';

/**
 * Through which states a connection came, when, and how long it stayed in each. Solid arrows for steps that were seen,
 * broken ones for steps that must have been taken between two readings.
 */
export function way({ steps }: Trace, view: View): TemplateResult | typeof nothing {
  const [first] = steps;
  return first === undefined
    ? nothing
    : html`<p class="way-title">
          ${first.from === undefined ? l10n.t('Seen first, and its way since:') : l10n.t('Its way:')}
        </p>
        <ol class="way">
          ${steps.map((step, index) => stop(step, steps[index - 1], view))}
        </ol>`;
}

function stop(step: TraceStep, before: TraceStep | undefined, { words }: View): TemplateResult {
  const { to, at, observed } = step;
  const stayedMs = before === undefined ? 0 : at - before.at;
  return html`<li>
    <span class="arrow ${observed ? 'observed' : 'inferred'}" aria-hidden="true">${arrowTo(step, before)}</span>
    <span class="state">${to}</span>
    <time>${before?.at === at ? nothing : words.clock(at)}</time>
    <span class="stay"
      >${stayedMs === 0 ? nothing : l10n.t('after {0}', words.age(stayedMs))}${
        observed ? nothing : html` <span class="how">${l10n.t('inferred')}</span>`
      }</span
    >
  </li>`;
}

function arrowTo({ observed }: TraceStep, before: TraceStep | undefined): string {
  return before === undefined ? '•' : observed ? '→' : '⇢';
}
