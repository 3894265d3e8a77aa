/** What a script has to undo when it ends, however it ends: last made, first undone. */
export class CleanUps {
  #actions = [];
  #run;

  /** True from the first clean-up on: what ends now, ends because of us. */
  get areRunning() {
    return this.#run !== undefined;
  }

  add(action) {
    this.#actions.push(action);
  }

  /** Undoes everything once, however many ask for it, and settles when that is done. */
  run() {
    return (this.#run ??= this.#undo());
  }

  async #undo() {
    for (let action = this.#actions.pop(); action; action = this.#actions.pop()) {
      await action();
    }
  }

  /** Ends this process after the clean-up when it is told to stop: Ctrl+C, `kill`, or a closed terminal. */
  runOnSignals() {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, async () => {
        await this.run();
        process.exit(signal === 'SIGINT' ? 130 : 143);
      });
    }
  }
}
