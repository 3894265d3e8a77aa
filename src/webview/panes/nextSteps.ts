import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { lifetimeOfEvent } from '../../core/tcp/tcpSystem';
import type { Transition } from '../../core/tcp/transition';
import { transitionsFrom } from '../../core/tcp/transitions';
import type { Lifetime } from '../../core/tcp/lifetimes';
import type { Trace } from '../../protocol/monitor';
import { actorIcon } from '../actorIcon';
import { countdownNow } from '../connectionCountdown';
import type { View } from '../view';
import type { Words } from '../words';
import { labelled } from '../joinedTexts';

/** Every legal next step of a connection, with what would cause it; of a timer also when, as this machine is set. */
export function nextSteps(trace: Trace, view: View): TemplateResult | typeof nothing {
  const { row } = trace;
  if (row === undefined || trace.closedAt !== undefined) {
    return nothing;
  }
  // All of them, also those that the figure leaves out: a reset or a timeout is what a reader looks for here.
  const steps = transitionsFrom(row.state);
  const [later, now] = [true, false].map(isLater => steps.filter(step => needsClose(step, row) === isLater));
  return html`<p class="next-title">${l10n.t('What may happen next:')}</p>
    <ul class="next">
      ${[...now!, ...later!].map(
        transition =>
          html`<li>
            ${actorIcon(transition.cause)}
            <span
              >${view.words.event(transition.event)}${when(transition, trace, row, view)} →
              <span class="state">${transition.to}</span></span
            >
          </li>`,
      )}
    </ul>`;
}

/** ' (in 42s)' when that very timer runs now, else how long it would take, and what sets it. */
function when(transition: Transition, trace: Trace, row: BrowsedRow, view: View): TemplateResult | typeof nothing {
  const { picture, words } = view;
  const isClosed = isClosedHere(row);
  const lifetime =
    picture.frame?.system && lifetimeOfEvent(transition.event, row.state, isClosed, picture.frame.system);
  const countdown = countdownNow(trace, view);
  const runsNow = lifetime !== undefined && countdown?.ends === 'gone';
  const text = runsNow ? l10n.t('in {0}', words.age(countdown.leftMs)) : lifetime && durationText(lifetime, words);
  const condition = needsClose(transition, row) ? words.note('only-after-close') : undefined;
  return text === undefined && condition === undefined
    ? nothing
    : html` <span class="when">(${text ?? nothing}${text && condition ? '. ' : ''}${condition ?? nothing})</span>`;
}

/** The program has closed it, and the kernel alone holds it. */
function isClosedHere({ noProcess }: BrowsedRow): boolean {
  return noProcess === 'kernel-owned';
}

/** A step that cannot come before the program calls close(). */
function needsClose({ note }: Pick<Transition, 'note'>, row: BrowsedRow): boolean {
  return note === 'only-after-close' && !isClosedHere(row);
}

function durationText({ ms, setting, note }: Lifetime, words: Words): string | undefined {
  if (ms === undefined || ms === Infinity) {
    return undefined;
  }
  const duration =
    typeof ms === 'object'
      ? l10n.t('after {0} to {1}', words.age(ms.from), words.age(ms.to))
      : note === 'longer-with-round-trip'
        ? l10n.t('after {0} at least', words.age(ms))
        : l10n.t('after {0}', words.age(ms));
  return setting === undefined ? duration : labelled(duration, setting.name);
}
