import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import type { TreeControl } from '../services';

/**
 * The tree's filter by a state, as far as the diagram set it. What else filters the tree is left alone, and a filter that
 * was taken away in the tree is the diagram's no longer.
 */
export class StateFilter implements vscode.Disposable {
  private readonly lost = new vscode.EventEmitter<TcpStateName>();
  /** The tree is no longer filtered by this state, which the diagram had set. */
  readonly onDidLose = this.lost.event;
  private own: TcpStateName | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(private readonly tree: Pick<TreeControl, 'state' | 'onDidChangeState' | 'filterByState'>) {
    this.subscription = tree.onDidChangeState(() => this.followTree());
  }

  set(state: TcpStateName): void {
    this.own = state;
    this.tree.filterByState(state);
  }

  /** Takes the filter back if it is the diagram's. */
  clear(): void {
    const { own } = this;
    this.own = undefined;
    if (own !== undefined && own === this.tree.state) {
      this.tree.filterByState(undefined);
    }
  }

  dispose(): void {
    this.clear();
    this.subscription.dispose();
    this.lost.dispose();
  }

  private followTree(): void {
    const { own } = this;
    if (own !== undefined && own !== this.tree.state) {
      this.own = undefined;
      this.lost.fire(own);
    }
  }
}
