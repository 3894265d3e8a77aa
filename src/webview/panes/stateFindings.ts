import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { TcpStateName } from '../../core/tcp/states';
import { codicons } from '../icons';
import type { View } from '../view';

/** What the checks found about a state, each with the way to its cure. */
export function stateFindings(state: TcpStateName, { picture, actions }: View): TemplateResult | typeof nothing {
  const found = (picture.findings ?? []).filter(finding => finding.state === state);
  return found.length === 0
    ? nothing
    : html`<section class="findings">
        <h3>${l10n.t('What the checks found')}</h3>
        <ul>
          ${found.map(
            ({ code, severity, title }) =>
              html`<li class=${severity}>
                <span class="icon" role="img" aria-label=${severityName(severity)}>${codicons[severity]}</span>
                <span
                  >${title}
                  <button class="link" @click=${() => actions.explainFinding(code)}>
                    ${l10n.t('Why, and what to do')}
                  </button></span
                >
              </li>`,
          )}
        </ul>
      </section>`;
}

function severityName(severity: 'info' | 'warning' | 'error'): string {
  return { info: l10n.t('Information'), warning: l10n.t('Warning'), error: l10n.t('Error') }[severity];
}
