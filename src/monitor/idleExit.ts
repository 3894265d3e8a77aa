/** Ends the process when nobody has looked or asked for a while: a window that shows no sockets costs nothing. */
export class IdleExit {
  private timer: NodeJS.Timeout;

  /** @param delayMs milliseconds without use; counted from the start, too */
  constructor(
    private readonly delayMs: number,
    private readonly exit: () => void,
  ) {
    this.timer = setTimeout(exit, delayMs);
  }

  /** Somebody asked for something just now, and looks on or does not. */
  used(looking: boolean): void {
    clearTimeout(this.timer);
    if (!looking) {
      this.timer = setTimeout(this.exit, this.delayMs);
    }
  }
}
