/** The parts of the page whose drawings follow the room that they have. */
const parts = ['.lens', '.chart', '.learn'];

/** Tells when such a part gets another size, or comes into the page; parts come and go. */
export class Room {
  private readonly observer: ResizeObserver;
  private watched = new Set<Element>();

  constructor(
    private readonly root: Element,
    changed: () => void,
  ) {
    this.observer = new ResizeObserver(changed);
  }

  /** Called after each rendering. */
  follow(): void {
    const there = new Set(parts.flatMap(part => this.root.querySelector(part) ?? []));
    for (const part of this.watched) {
      if (!there.has(part)) {
        this.observer.unobserve(part);
      }
    }
    for (const part of there) {
      if (!this.watched.has(part)) {
        this.observer.observe(part);
      }
    }
    this.watched = there;
  }
}
