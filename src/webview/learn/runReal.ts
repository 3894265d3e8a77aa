import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ScenarioRun } from '../../protocol/scenario';

/** The offer to perform a scenario with real sockets; nothing while the host has not said that it can. */
export function runReal(
  run: ScenarioRun | undefined,
  start: (() => void) | undefined,
): TemplateResult | typeof nothing {
  if (start === undefined || run?.status === 'not-possible') {
    return nothing;
  }
  return html`<button class="run-real" ?disabled=${run?.status === 'running'} @click=${start}>
    ${l10n.t('Run it for real')}
  </button>`;
}
