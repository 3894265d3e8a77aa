import type { PlacedToken } from './token';

const durationMs = 180;

/** Lets tokens glide from where they were to where they are now. It only decorates: positions are right without it. */
export class Glide {
  private places = new Map<string, string>();

  /** Called after each rendering. Nothing moves for a user who asked for less motion, nor when the drawing itself changed. */
  follow(svg: Element, tokens: readonly PlacedToken[], still: boolean): void {
    const places = new Map(tokens.map(({ trace, x, y }) => [`connection:${trace.id}`, `translate(${x}px, ${y}px)`]));
    for (const [key, place] of still ? [] : places) {
      const before = this.places.get(key);
      if (before !== undefined && before !== place) {
        const token = svg.querySelector(`[data-key="${CSS.escape(key)}"]`);
        token?.animate([{ transform: before }, { transform: place }], { duration: durationMs, easing: 'ease-in-out' });
      }
    }
    this.places = places;
  }
}

/** The system's wish, or VS Code's own setting, which marks the body. */
export function wantsStillness(): boolean {
  return (
    matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion')
  );
}
