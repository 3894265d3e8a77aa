import * as vscode from 'vscode';

/** Who looks at the sockets: they are read while there is anybody. */
export class Lookers {
  private count = 0;

  /** @param changed told when the first comes and when the last goes */
  constructor(private readonly changed: (areThere: boolean) => void) {}

  get areThere(): boolean {
    return this.count > 0;
  }

  /** One more, until it is disposed. */
  add(): vscode.Disposable {
    this.change(1);
    return new vscode.Disposable(() => this.change(-1));
  }

  private change(more: 1 | -1): void {
    const wereThere = this.areThere;
    this.count += more;
    if (wereThere !== this.areThere) {
      this.changed(this.areThere);
    }
  }
}
