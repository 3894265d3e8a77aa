import { keyOf } from '../view';
import { wantsStillness } from './glide';

/** Shorter than the usual interval between two readings, so that one has passed before the next begins. */
const durationMs = 900;
/**
 * Invisible and under way still, until it is ended. Where an animation ends by itself the browser prepares for that 50 ms
 * before, and does all that a frame needs in each of those, for every pulse.
 */
const restMs = 300;
/** An animation begins a frame or more after it was told to. */
const beginsWithinMs = 60;
const glowLength = 46;
/** A pulse passes through places this far apart on the average, in units of the viewBox: near enough to take rounded corners. */
const placeEvery = 8;

/** The dashes of a glow that stands still before the arrowhead. @param length of the arrow */
export function glowDashes(taken: 'observed' | 'inferred', length: number): { array: string; offset: number } {
  const glow = taken === 'observed' ? `${glowLength}` : '8 11 8 11 8';
  return { array: `${glow} ${Math.ceil(length) * 2}`, offset: -Math.max(0, length - glowLength - 10) };
}

/**
 * Lets a pulse travel once along every arrow that was taken since the reading before. It only decorates: the same is
 * written on the arrow. For who asked for less motion nothing moves, and a glow stands before the arrowhead.
 *
 * Only the transform is animated, which Chromium's compositor does by itself: anything else would have the main thread paint
 * the whole figure sixty times a second.
 */
export class Pulse {
  private sequence: number | undefined;
  private readonly animations = new WeakMap<Element, Animation>();
  /** By the arrow's path: to find places along it costs more than to draw it. */
  private readonly ways = new Map<string, Keyframe[]>();
  private ending: number | undefined;

  /** Called after each rendering; `isOtherFigure` when its arrows run elsewhere than before: those under way follow theirs. */
  follow(root: Element, sequence: number | undefined, isOtherFigure: boolean): void {
    for (const pulse of isOtherFigure ? pulsesIn(root) : []) {
      (this.animations.get(pulse)?.effect as KeyframeEffect | undefined)?.setKeyframes(
        this.along(arrowOf(pulse, root)),
      );
    }
    const isNew = sequence !== this.sequence;
    this.sequence = sequence;
    if (isNew && !wantsStillness()) {
      // The frame that shows what is new has enough to do.
      requestAnimationFrame(() => this.start(root));
    }
  }

  private start(root: Element): void {
    const begun = pulsesIn(root).map(pulse => {
      const animation =
        this.animations.get(pulse) ?? pulse.animate(this.along(arrowOf(pulse, root)), durationMs + restMs);
      this.animations.set(pulse, animation);
      animation.currentTime = 0;
      animation.play();
      return animation;
    });
    window.clearTimeout(this.ending);
    this.ending = window.setTimeout(() => begun.forEach(animation => animation.cancel()), durationMs + beginsWithinMs);
  }

  private along(arrow: SVGPathElement): Keyframe[] {
    const path = arrow.getAttribute('d')!;
    const known = this.ways.get(path);
    if (known !== undefined) {
      return known;
    }
    const length = arrow.getTotalLength();
    const places = Math.ceil(length / placeEvery);
    const way = Array.from({ length: places + 1 }, (_, place) => {
      const share = place / places;
      // Slower at both ends.
      const { x, y } = arrow.getPointAtLength((length * (1 - Math.cos(Math.PI * share))) / 2);
      const size = place === 0 || place === places ? 0 : 1;
      return {
        transform: `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) scale(${size})`,
        offset: (share * durationMs) / (durationMs + restMs),
      };
    });
    way.push({ ...way.at(-1)!, offset: 1 });
    this.ways.set(path, way);
    return way;
  }
}

function pulsesIn(root: Element): SVGElement[] {
  return [...root.querySelectorAll<SVGElement>('.pulse')];
}

function arrowOf(pulse: SVGElement, root: Element): SVGPathElement {
  const arrow = keyOf({ kind: 'transition', id: pulse.dataset.on! });
  return root.querySelector<SVGPathElement>(`.edge[data-key="${arrow}"] .line`)!;
}
