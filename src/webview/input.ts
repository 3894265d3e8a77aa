import { nextStop, stopsOf, type Direction } from './diagram/navigation';
import type { Page } from './page';
import { parseKey, type Selection, type Target } from './view';
import { listenForZoom, zoomByKey } from './zoomInput';

const directions: Readonly<Partial<Record<string, Direction>>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** Mouse and keyboard for everything that carries a `data-key`; listeners sit on the root, so that drawing adds none. */
export function listenForInput(root: HTMLElement, page: Page): void {
  root.addEventListener('click', event => {
    const target = targetOf(event);
    const flagged = flaggedState(event);
    if (flagged !== undefined) {
      page.actions.select(flagged);
      page.bringIntoView();
    } else if (target?.kind === 'connection' && event.target instanceof Element && event.target.closest('.token')) {
      page.actions.reveal(target.id);
    } else if (target && target.kind !== 'connection') {
      page.stopAt(keyOfEvent(event)!);
      page.actions.select(toggled(target, page.selection));
    }
  });
  root.addEventListener('pointerover', event => page.actions.point(targetOf(event)));
  root.addEventListener('pointerleave', () => page.actions.point(undefined));
  root.addEventListener('focusin', event => {
    const key = keyOfEvent(event);
    const target = targetOf(event);
    page.actions.point(target);
    if (key !== undefined && target?.kind !== 'connection') {
      page.stopAt(key);
      // What the mouse has pressed may not move away under it.
      if (event.target instanceof Element && event.target.matches(':focus-visible')) {
        page.sight.see(key);
      }
    }
  });
  root.addEventListener('focusout', () => page.actions.point(undefined));
  listenForZoom(root, page.sight);
  root.addEventListener('keydown', event => {
    if (onKey(event)) {
      event.preventDefault();
    }
  });

  function onKey(event: KeyboardEvent): boolean {
    if (event.key === 'Escape') {
      page.stepBack();
      return true;
    }
    if (event.altKey || event.ctrlKey || event.metaKey) {
      return false;
    }
    if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
      root.querySelector<HTMLInputElement>('#search')?.focus();
      return true;
    }
    if (isAtFigure(event) && zoomByKey(event, page.sight)) {
      return true;
    }
    const target = targetOf(event);
    if (!target || target.kind === 'connection') {
      return false;
    }
    if (event.key === 'Enter' || event.key === ' ') {
      page.actions.select(toggled(target, page.selection));
      return true;
    }
    const stop = stopAfter(keyOfEvent(event)!, event.key);
    if (stop !== undefined) {
      root.querySelector<SVGGElement>(`.diagram [data-key="${CSS.escape(stop)}"]`)?.focus();
    }
    return stop !== undefined || event.key in directions;
  }

  function stopAfter(from: string, pressed: string): string | undefined {
    const stops = stopsOf(page.sight.figure);
    const direction = directions[pressed];
    if (direction) {
      return nextStop(stops, from, direction);
    }
    return pressed === 'Home' ? [...stops.keys()][0] : pressed === 'End' ? [...stops.keys()].at(-1) : undefined;
  }
}

function toggled(target: Selection, selection: Selection | undefined): Selection | undefined {
  return JSON.stringify(target) === JSON.stringify(selection) ? undefined : target;
}

/** In the figure, or nowhere in particular. */
function isAtFigure({ target }: Event): boolean {
  return target === document.body || (target instanceof Element && target.closest('.lens') !== null);
}

function keyOfEvent({ target }: Event): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-key]')?.dataset.key : undefined;
}

/** The state from which a flag hangs. The flag is not part of its button, whose name says the same to who does not click. */
function flaggedState({ target }: Event): Selection | undefined {
  const place = target instanceof Element ? target.closest('.flag')?.closest('.place') : undefined;
  const key = place?.querySelector<SVGElement>('[data-key]')?.dataset.key;
  const state = key === undefined ? undefined : parseKey(key);
  return state?.kind === 'state' ? state : undefined;
}

function targetOf(event: Event): Target | undefined {
  const key = keyOfEvent(event);
  return key === undefined ? undefined : parseKey(key);
}
