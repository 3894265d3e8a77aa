import { wantsStillness } from './glide';

/** Shorter than the usual interval between two readings, so that one has passed before the next begins. */
const durationMs = 900;
const glowLength = 46;
/** Places along an arrow that a pulse passes through, evenly: enough to take its rounded corners. */
const places = 16;

/** The dashes of a glow that stands still before the arrowhead. @param length of the arrow */
export function glowDashes(taken: 'observed' | 'inferred', length: number): { array: string; offset: number } {
  const glow = taken === 'observed' ? `${glowLength}` : '8 11 8 11 8';
  return { array: `${glow} ${Math.ceil(length) * 2}`, offset: -Math.max(0, length - glowLength - 10) };
}

/**
 * Lets a pulse travel once along every arrow that was taken since the reading before. It only decorates: the same is
 * written on the arrow. For who asked for less motion nothing moves, and a glow stands before the arrowhead.
 *
 * Only transform and opacity are animated, which Chromium's compositor does by itself: anything else would have the main
 * thread paint the whole figure sixty times a second.
 */
export class Pulse {
  private sequence: number | undefined;
  /** By the arrow's path: to find places along it costs more than to draw it. */
  private readonly ways = new Map<string, Keyframe[]>();

  /** Called after each rendering; `isOtherFigure` when its arrows run elsewhere than before: those under way follow theirs. */
  follow(root: Element, sequence: number | undefined, isOtherFigure: boolean): void {
    const pulses = root.querySelectorAll<SVGElement>('.pulse');
    for (const pulse of isOtherFigure ? pulses : []) {
      for (const { effect } of pulse.getAnimations()) {
        (effect as KeyframeEffect).setKeyframes(this.along(arrowOf(pulse)));
      }
    }
    const isNew = sequence !== this.sequence;
    this.sequence = sequence;
    if (!isNew || wantsStillness()) {
      return;
    }
    for (const pulse of pulses) {
      pulse.animate(this.along(arrowOf(pulse)), { duration: durationMs, easing: 'ease-in-out' });
    }
  }

  private along(arrow: SVGPathElement): Keyframe[] {
    const path = arrow.getAttribute('d')!;
    const known = this.ways.get(path);
    if (known !== undefined) {
      return known;
    }
    const length = arrow.getTotalLength();
    const way = Array.from({ length: places + 1 }, (_, place) => {
      const { x, y } = arrow.getPointAtLength((length * place) / places);
      const isEnd = place === 0 || place === places;
      return { transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`, opacity: isEnd ? 0 : 0.85 };
    });
    this.ways.set(path, way);
    return way;
  }
}

function arrowOf(pulse: SVGElement): SVGPathElement {
  return pulse.parentElement!.querySelector<SVGPathElement>('.line')!;
}
