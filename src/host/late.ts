import type * as vscode from 'vscode';

/** A part whose code is loaded when the part is first needed, and which is then there as long as the window. */
export class Late<Part extends { dispose(): unknown }> implements vscode.Disposable {
  private part: Promise<Part> | undefined;

  /** @param make imports what makes it */
  constructor(private readonly make: () => Promise<Part>) {}

  load(): Promise<Part> {
    return (this.part ??= this.make());
  }

  dispose(): void {
    void this.part?.then(part => part.dispose());
  }
}
