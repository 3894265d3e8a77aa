import { wantsStillness } from './diagram/glide';

/** For so long what is above may still be getting its room: the chart its history, the list its connections. */
const settlesWithinMs = 2_000;

const signsOfUser = ['wheel', 'pointerdown', 'touchstart', 'keydown'];

/**
 * Scrolls to a part of the panes that begins below the upper half of what is seen, or above it. It does so again while
 * the part is moved by what is above it, until the user does something.
 */
export function bringIntoView(element: Element | null): void {
  const panes = element?.closest('.panes');
  if (!element || !panes) {
    return;
  }
  const user = new AbortController();
  for (const sign of signsOfUser) {
    window.addEventListener(sign, () => user.abort(), { signal: user.signal, capture: true, passive: true });
  }
  const end = performance.now() + settlesWithinMs;
  let aimedAt = -Infinity;
  let hasScrolled = false;
  const aim = () => {
    if (!element.isConnected || performance.now() > end) {
      user.abort();
    }
    if (user.signal.aborted) {
      return;
    }
    const { scroller, scrolled, below } = whereIs(element, panes);
    // Scrolling does not change the sum, except for fractions of a pixel.
    if (Math.abs(scrolled + below - aimedAt) > 1) {
      aimedAt = scrolled + below;
      hasScrolled ||= below < 0 || below > window.innerHeight / 2;
      if (hasScrolled) {
        scroller.scrollBy({ top: below - 8, behavior: wantsStillness() ? 'instant' : 'smooth' });
      }
    }
    requestAnimationFrame(aim);
  };
  aim();
}

/** How far below the beginning of what is seen an element is, and what scrolls to it. */
function whereIs(element: Element, panes: Element): { scroller: Element | Window; scrolled: number; below: number } {
  const { top } = element.getBoundingClientRect();
  // Beside the figure the panes scroll on their own, and the figure stays where it is; below it the page scrolls.
  return getComputedStyle(panes).overflowY === 'auto'
    ? { scroller: panes, scrolled: panes.scrollTop, below: top - panes.getBoundingClientRect().top }
    : { scroller: window, scrolled: window.scrollY, below: top };
}
