import { wantsStillness } from './glide';

/** Shorter than the usual interval between two readings, so that one has passed before the next begins. */
const durationMs = 900;
const glowLength = 46;

/** The dashes of a glow that stands still before the arrowhead; the pulse moves them. @param length of the arrow */
export function glowDashes(taken: 'observed' | 'inferred', length: number): { array: string; offset: number } {
  const glow = taken === 'observed' ? `${glowLength}` : '8 11 8 11 8';
  return { array: `${glow} ${Math.ceil(length) * 2}`, offset: -Math.max(0, length - glowLength - 10) };
}

/**
 * Lets a glow travel once along every arrow that was taken since the reading before. It only decorates: the same is
 * written on the arrow. For who asked for less motion the glow stands still.
 */
export class Pulse {
  private sequence: number | undefined;

  /** Called after each rendering. */
  follow(root: Element, sequence: number | undefined): void {
    const isNew = sequence !== this.sequence;
    this.sequence = sequence;
    if (!isNew || wantsStillness()) {
      return;
    }
    for (const glow of root.querySelectorAll<SVGPathElement>('.glow')) {
      const length = Number(glow.getAttribute('pathLength'));
      glow.animate(
        [
          { strokeDashoffset: glowLength, opacity: 0 },
          { opacity: 0.55, offset: 0.2 },
          { opacity: 0.55, offset: 0.75 },
          { strokeDashoffset: -length, opacity: 0 },
        ],
        { duration: durationMs, easing: 'ease-in-out' },
      );
    }
  }
}
