import * as l10n from '@vscode/l10n';
import { html, type TemplateResult } from 'lit';
import type { Words } from '../words';
import { readingAt } from './measures';
import { indexAt, type TimeView } from './timeView';

/** Readings that a key goes forward. */
const steps: Readonly<Partial<Record<string, number>>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -10,
  PageUp: 10,
  Home: -Infinity,
  End: Infinity,
};

/** The invisible slider over the areas: press, drag, or use the arrow keys to see a moment. */
export function scrubber(view: TimeView, words: Words): TemplateResult {
  const { timeline, shown, timeScale, actions } = view;
  const { at } = timeline;
  const newest = at.at(-1) ?? 0;
  const indexOf = (event: PointerEvent) =>
    readingAt(event.clientX - (event.currentTarget as Element).getBoundingClientRect().left, at, timeScale);

  const onPointerDown = (event: PointerEvent) => {
    if (event.button === 0) {
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      actions.goTo(indexOf(event));
    }
  };
  const onPointerMove = (event: PointerEvent) => {
    const isDragging = (event.currentTarget as Element).hasPointerCapture(event.pointerId);
    if (isDragging) {
      actions.goTo(indexOf(event));
    }
    actions.hover(isDragging ? undefined : at[indexOf(event)]);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      actions.step(step);
    }
  };

  // While it shows now its value stands still: a screen reader would say each new one.
  return html`<div
    class="scrubber"
    role="slider"
    tabindex="0"
    aria-label=${l10n.t('Moment')}
    aria-describedby="timeline-help"
    aria-valuemin=${Math.round((timeScale.from - newest) / 1_000)}
    aria-valuemax="0"
    aria-valuenow=${shown === null ? 0 : Math.round((shown - newest) / 1_000)}
    aria-valuetext=${shown === null ? l10n.t('Now') : valueText(shown, view, words)}
    @pointerdown=${onPointerDown}
    @pointermove=${onPointerMove}
    @pointerleave=${() => actions.hover(undefined)}
    @dblclick=${() => actions.goLive()}
    @keydown=${onKey}
  ></div>`;
}

/** '14:32:07, 2m 10s ago: CLOSE-WAIT 37, ESTABLISHED 1,204', the most important state first. */
function valueText(shown: number, { timeline, occurring }: TimeView, words: Words): string {
  const index = indexAt(shown, timeline.at);
  const counts = occurring.flatMap(({ state }) => {
    const count = timeline.counts[state]?.[index] ?? 0;
    return count === 0 ? [] : [`${state} ${words.number(count)}`];
  });
  return l10n.t(
    '{0}, {1} before the end: {2}',
    words.clock(shown),
    words.age((timeline.at.at(-1) ?? shown) - shown),
    counts.length === 0 ? l10n.t('no sockets') : counts.join(', '),
  );
}
