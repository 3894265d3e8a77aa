import * as vscode from 'vscode';

/** The connections that are selected in all views: some of this machine, and others in each opened recording. */
export class Selection implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  /** By the id of the recording, which is undefined for this machine. */
  private readonly idsOf = new Map<string | undefined, readonly string[]>();
  /** What the views were last told to show the selection of. */
  private toldOf: string | undefined;

  /** @param shown the id of the recording that is shown now, if one is */
  constructor(private readonly shown: () => string | undefined) {}

  get ids(): readonly string[] {
    return this.idsOf.get(this.shown()) ?? [];
  }

  set(ids: readonly string[]): void {
    const before = this.ids;
    if (ids.length !== before.length || ids.some((id, index) => id !== before[index])) {
      this.idsOf.set(this.shown(), [...ids]);
      this.changed.fire();
    }
  }

  /** Views are told when something else is shown than before. */
  follow(): void {
    const shown = this.shown();
    if (shown !== this.toldOf) {
      this.toldOf = shown;
      this.changed.fire();
    }
  }

  /** There is another network namespace in the place of the one in which these were selected. */
  forgetLive(): void {
    this.idsOf.delete(undefined);
    if (this.shown() === undefined) {
      this.changed.fire();
    }
  }

  forgetRecording(id: string): void {
    this.idsOf.delete(id);
  }

  dispose(): void {
    this.changed.dispose();
  }
}
