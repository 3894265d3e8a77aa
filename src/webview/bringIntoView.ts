import { wantsStillness } from './diagram/glide';

/** Scrolls to a part of the panes that begins below the upper half of what is seen, or above it. */
export function bringIntoView(element: Element | null): void {
  const panes = element?.closest('.panes');
  if (!element || !panes) {
    return;
  }
  // Beside the figure the panes scroll on their own, and the figure stays where it is; below it the page scrolls.
  const scrollsAlone = getComputedStyle(panes).overflowY === 'auto';
  const { top } = element.getBoundingClientRect();
  const begin = scrollsAlone ? panes.getBoundingClientRect().top : 0;
  if (top < begin || top > begin + window.innerHeight / 2) {
    const behavior = wantsStillness() ? 'instant' : 'smooth';
    (scrollsAlone ? panes : window).scrollBy({ top: top - begin - 8, behavior });
  }
}
