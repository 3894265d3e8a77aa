import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { Frame, SourceName } from '../protocol/monitor';
import { icon } from './icons';
import { liveButton, pastFacts } from './timeline/pastFacts';
import { shareMenu } from './share/shareMenu';
import type { View } from './view';

const sourceNames: Readonly<Record<SourceName, string>> = {
  sock_diag: 'netlink SOCK_DIAG',
  proc: '/proc/net/tcp',
  ss: 'ss',
  iphlpapi: 'IP Helper API',
  netstat: 'netstat',
  lsof: 'lsof',
  captured: 'captured',
};

/** A reading that is younger than this is now. */
const freshMs = 3_000;

/**
 * Whose sockets these are, how many, how old the reading is and where it comes from; trouble in a banner below. What a
 * screen reader should hear of it at once is said by the page's one live region: see announcer.ts.
 */
export function header(view: View): TemplateResult {
  const { picture } = view;
  const { machine, frame, paused, trouble, moment } = picture;
  return html`<header class=${moment ? 'head past-head' : 'head'}>
      <h1>${machine}</h1>
      ${moment ? pastFacts(moment, view) : nothing} ${frame === undefined ? nothing : reading(frame, view)}
      ${
        frame === undefined && trouble === undefined
          ? html`<span class="fact waiting">${l10n.t('Reading the sockets for the first time …')}</span>`
          : nothing
      }
      ${paused ? html`<span class="fact paused">${icon('debug-pause')} ${l10n.t('Paused')}</span>` : nothing}
      ${moment ? liveButton(moment, view) : nothing}
      <span class="head-tools">${modeSwitch(view)} ${shareMenu(view)}</span>
    </header>
    ${trouble === undefined ? nothing : html`<div class="trouble">${icon('warning')} <span>${trouble}</span></div>`}`;
}

/** 'Live' is this machine's sockets now, 'Learn' the scenarios; the past is not live, nor is what a file holds. */
function modeSwitch({ learning, actions, picture }: View): TemplateResult {
  const mode = (on: boolean, name: string) =>
    html`<button class="mode" aria-pressed=${learning === on ? 'true' : 'false'} @click=${() => actions.learn(on)}>
      ${name}
    </button>`;
  const { moment } = picture;
  const sockets =
    moment === undefined ? l10n.t('Live') : moment.recording === undefined ? l10n.t('Past') : l10n.t('Recording');
  return html`<span class="modes" role="group" aria-label=${l10n.t('What the panel shows')}>
    ${mode(false, sockets)}${mode(true, l10n.t('Learn'))}
  </span>`;
}

function reading({ total, source, cost }: Frame, { words, elapsedMs, picture }: View): TemplateResult {
  const sockets = html`<span class="fact total">${words.sockets(total)}</span>`;
  if (picture.moment) {
    return sockets;
  }
  return html`
    ${sockets}
    <span class="fact">
      ${elapsedMs < freshMs ? l10n.t('read just now') : l10n.t('read {0} ago', words.age(elapsedMs))}
    </span>
    <span class="fact">${l10n.t('through {0}, in {1}', sourceNames[source], words.duration(cost.totalMs))}</span>
  `;
}
