import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { statesOf } from '../../core/tcp/scenarios/progress';
import { scenarioOf } from '../../core/tcp/scenarios/scenarios';
import type { RunEnd, RunObstacle } from '../../protocol/scenario';
import type { ScenarioText } from '../../protocol/scenarioText';
import { icon } from '../icons';
import type { View } from '../view';
import type { Place } from './lesson';
import type { RealRunState } from './realRun';
import { sideName } from './stepWords';

/** What the reader can do about a performance with real sockets. */
export interface RunActions {
  readonly run: () => void;
  readonly stepRun: () => void;
  readonly stopRun: () => void;
  /** Switches to the live diagram, in which the two sockets are selected. */
  readonly showLive: () => void;
  /** Back from it to the scenario. */
  readonly showLesson: () => void;
}

type Performed = Extract<RealRunState, { scenario: unknown }>;

/** The longest timer that a step waits for is TIME-WAIT's 60 s; seconds. */
const mostWaitSeconds = 75;

/** The offer to perform a scenario with real sockets, or why that is not possible; nothing once it goes. */
export function runOffer(state: RealRunState, view: View, actions: RunActions): TemplateResult | typeof nothing {
  if (state.status !== 'idle' && state.status !== 'not-possible') {
    return nothing;
  }
  return view.picture.moment
    ? html`<p class="run-offer hint">
        ${l10n.t('To run it with real sockets, go back to now: the window shows the past.')}
      </p>`
    : offer(state, actions);
}

/** How the performance of the open scenario goes. */
export function runProgress(
  state: RealRunState,
  { scenario }: Place,
  text: ScenarioText,
  view: View,
  actions: RunActions,
): TemplateResult | typeof nothing {
  return 'scenario' in state && state.scenario === scenario.id ? performance(state, text, view, actions) : nothing;
}

function offer(state: Extract<RealRunState, { status: 'idle' | 'not-possible' }>, { run }: RunActions): TemplateResult {
  if (state.status === 'idle') {
    return html`<div class="run-offer">
      <button class="run-real" @click=${run}>${l10n.t('Run it for real')}</button>
      <span class="hint">
        ${l10n.t('With real sockets on loopback, step by step. The live diagram shows them. Nothing stays behind but a TIME-WAIT for its minute.')}
      </span>
    </div>`;
  }
  const { reason, detail } = state;
  const mayTryAgain = reason === 'failed' || reason === 'busy';
  return html`<div class="run-offer">
    <button class="run-real" ?disabled=${!mayTryAgain} aria-describedby="run-obstacle" @click=${run}>
      ${mayTryAgain ? l10n.t('Try again for real') : l10n.t('Cannot be run for real here')}
    </button>
    <span id="run-obstacle" class="obstacle">${icon('info')} ${obstacleText(reason, detail)}</span>
  </div>`;
}

/** Why a scenario cannot be performed with real sockets here. */
export function obstacleText(reason: RunObstacle, detail?: string): string {
  switch (reason) {
    case 'platform':
      return l10n.t('It is not known yet how to do that on this operating system; on Linux it works.');
    case 'privileges':
      return l10n.t(
        'It needs a segment that no kernel sends by itself. As root (CAP_NET_ADMIN) VS Code could have one made.',
      );
    case 'tools':
      return l10n.t('A program that it needs is not installed.');
    case 'too-long':
      return l10n.t('The kernel would take hours for it.');
    case 'busy':
      return l10n.t('Another scenario is running with real sockets. Stop that one first.');
    case 'failed':
      return detail === undefined
        ? l10n.t('The sockets did not do what they should. The log of Socketscope says more.')
        : l10n.t('The sockets did not do what they should: {0}.', detail);
  }
}

function performance(state: Performed, text: ScenarioText, view: View, actions: RunActions): TemplateResult {
  return html`<section class="run" aria-label=${l10n.t('With real sockets')}>
    <div class="run-head">
      <span class="run-status"
        >${icon(state.status === 'ended' ? 'pass' : 'watch')} ${statusText(state, text, view)}</span
      >
      ${
        state.status === 'ended'
          ? html`<button class="link" @click=${actions.run}>${l10n.t('Run it again')}</button>`
          : nothing
      }
      <button class="link" @click=${actions.showLive}>${l10n.t('See it in the live diagram')}</button>
      <button class="link stop-run" @click=${actions.stopRun}>
        ${state.status === 'ended' ? l10n.t('Close') : l10n.t('Stop')}
      </button>
    </div>
    ${state.status === 'opening' ? nothing : comparison(state)}
  </section>`;
}

function statusText(state: Performed, text: ScenarioText, { words }: View): string {
  if (state.status === 'opening') {
    return l10n.t('Real sockets are being opened …');
  }
  if (state.waitingSince !== undefined) {
    const seconds = Math.floor((globalThis.performance.now() - state.waitingSince) / 1_000);
    const title = text.steps[state.steps]?.title ?? '';
    return seconds < 2
      ? l10n.t('Waiting for the kernel: {0} …', title)
      : l10n.t(
          'Waiting for the kernel: {0} … {1} s so far; a timer takes up to {2} s.',
          title,
          words.number(seconds),
          words.number(mostWaitSeconds),
        );
  }
  if (state.status === 'ended') {
    return l10n.t('It has happened to its end with real sockets.');
  }
  return state.steps === 0
    ? l10n.t('Real sockets stand as drawn. Each next step happens in the kernel.')
    : l10n.t(
        '{0} of {1} steps have happened in the kernel.',
        words.number(state.steps),
        words.number(text.steps.length),
      );
}

/** Both ends: the state of the drawing beside the kernel's. */
function comparison({ scenario, steps, ends }: Performed): TemplateResult {
  const drawn = statesOf(scenarioOf(scenario))[steps]!;
  const rows = (['client', 'server'] as const).map(side => {
    const end = ends[side];
    const kernel = end && kernelState(end);
    return { side, end, drawn: drawn[side], kernel, differs: kernel !== undefined && kernel !== drawn[side] };
  });
  return html`<table class="run-ends">
      <thead>
        <tr>
          <td></td>
          <th scope="col">${l10n.t('Drawing')}</th>
          <th scope="col">${l10n.t('Kernel')}</th>
          <th scope="col" class="run-address">${l10n.t('Socket')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          row =>
            html`<tr class=${row.differs ? 'differs' : ''} data-side=${row.side}>
              <th scope="row"><span class="chip-name ${row.side}">${sideName(row.side)}</span></th>
              <td>${row.drawn}</td>
              <td class="kernel-state">${row.kernel ?? l10n.t('not looked at')} ${row.differs ? '≠' : nothing}</td>
              <td class="run-address">${row.end && addressText(row.end)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${
      rows.some(({ differs }) => differs)
        ? html`<p class="hint">
            ${l10n.t('≠ Loopback delivers at once, so that the kernel is a step ahead of the drawing, or waits a step longer.')}
          </p>`
        : nothing
    }`;
}

/** In a scenario's sense: CLOSED is no connection, and the kernel shows none. */
function kernelState({ state }: RunEnd): string {
  return state === undefined || state === 'BOUND' ? 'CLOSED' : state;
}

function addressText({ local, remote }: RunEnd): string {
  return remote === undefined ? local : `${local} → ${remote}`;
}

/** Above the live diagram: the performance that its two sockets are part of. */
export function runBar(state: RealRunState, title: string, actions: RunActions): TemplateResult | typeof nothing {
  if (state.status !== 'running' && state.status !== 'ended') {
    return nothing;
  }
  const isWaiting = state.waitingSince !== undefined;
  const last = scenarioOf(state.scenario).steps.length;
  return html`<section class="run-bar" aria-label=${l10n.t('With real sockets')}>
    <button class="link" @click=${actions.showLesson}>${icon('chevron-left')}${title}</button>
    <span class="count">${l10n.t('{0} of {1}', state.steps, last)}</span>
    ${isWaiting ? html`<span class="hint">${l10n.t('Waiting for the kernel …')}</span>` : nothing}
    ${
      state.status === 'running'
        ? html`<button class="forward" ?disabled=${isWaiting} @click=${actions.stepRun}>${l10n.t('Next step')}</button>`
        : nothing
    }
    <button class="link stop-run" @click=${actions.stopRun}>
      ${state.status === 'ended' ? l10n.t('Close') : l10n.t('Stop')}
    </button>
  </section>`;
}
