import { wantsStillness } from '../diagram/glide';

const durationMs = 320;

/** Lets the two host tokens of the map glide to their new states. It only decorates: positions are right without it. */
export class TokenGlide {
  private places = new Map<string, string>();

  /** Called after each drawing. */
  follow(root: Element): void {
    const places = new Map<string, string>();
    for (const token of root.querySelectorAll<SVGGElement>('.host-token')) {
      const side = token.dataset.side!;
      const place = token.getAttribute('transform')!.replace(/translate\((\S+) (\S+)\)/, 'translate($1px, $2px)');
      const before = this.places.get(side);
      places.set(side, place);
      if (before !== undefined && before !== place && !wantsStillness()) {
        token.animate([{ transform: before }, { transform: place }], { duration: durationMs, easing: 'ease-in-out' });
      }
    }
    this.places = places;
  }
}
