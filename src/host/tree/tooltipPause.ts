/** A tooltip takes so long to read. */
const readingMs = 6_000;
/** Between what VS Code tells and asks at one click. */
const clickMs = 500;

/** Lets a tooltip be read: VS Code closes it when its element, or one above it, is refreshed, and does not tell when it closes. */
export class TooltipPause {
  private timer: NodeJS.Timeout | undefined;
  private actedAt = -Infinity;

  constructor(private readonly goOn: () => void) {}

  get isOn(): boolean {
    return this.timer !== undefined;
  }

  /** VS Code has asked for a tooltip, as it also does at a click. A pause is not prolonged: the tree must not stand still for long. */
  begin(): void {
    if (!this.isOn && performance.now() - this.actedAt > clickMs) {
      this.timer = setTimeout(() => this.end(), readingMs);
    }
  }

  /** The user has done something with the tree, and wants to see what comes of it. */
  noteAction(): void {
    this.actedAt = performance.now();
    this.end();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private end(): void {
    if (this.isOn) {
      this.dispose();
      this.goOn();
    }
  }
}
