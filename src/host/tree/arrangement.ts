import * as vscode from 'vscode';
import { groupLevels } from '../../core/sockets/grouping';
import { parseQuery } from '../../core/sockets/parseQuery';
import type { TcpStateName } from '../../core/tcp/states';
import type { Grouping } from '../../protocol/monitor';
import { setContext } from '../ids';

export const groupings = Object.keys(groupLevels) as readonly Grouping[];

/** How the user has arranged the tree; remembered for the workspace, except the diagram's state. */
export class Arrangement implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly stateChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.stateChanged.event;
  private diagramState: TcpStateName | undefined;

  constructor(private readonly memento: vscode.Memento) {
    this.showContext();
  }

  get grouping(): Grouping {
    const stored = this.memento.get('tree.grouping');
    return groupings.find(grouping => grouping === stored) ?? 'state';
  }

  /** What the user typed, in the query language. */
  get filter(): string {
    const stored = this.memento.get('tree.filter');
    // A word that an older version knew must not break the tree.
    return typeof stored === 'string' && parseQuery(stored).ok ? stored : '';
  }

  get hidesLoopback(): boolean {
    return this.memento.get('tree.hidesLoopback') === true;
  }

  /** The state that is selected in the diagram. */
  get state(): TcpStateName | undefined {
    return this.diagramState;
  }

  /** Filter and state as one query. */
  get query(): string {
    return [this.filter, ...(this.diagramState === undefined ? [] : [`state:${this.diagramState.toLowerCase()}`])]
      .join(' ')
      .trim();
  }

  setGrouping(grouping: Grouping): void {
    this.store('tree.grouping', grouping);
  }

  setFilter(filter: string): void {
    this.store('tree.filter', filter.trim());
  }

  setHidesLoopback(hides: boolean): void {
    this.store('tree.hidesLoopback', hides);
  }

  setState(state: TcpStateName | undefined): void {
    if (state !== this.diagramState) {
      this.diagramState = state;
      this.tell();
      this.stateChanged.fire();
    }
  }

  /** Shows every socket again; loopback stays as it is. */
  clear(): void {
    this.setFilter('');
    this.setState(undefined);
  }

  /** Shows exactly what a query finds. */
  showOnly(query: string): void {
    this.setHidesLoopback(false);
    this.setFilter(query);
    this.setState(undefined);
  }

  dispose(): void {
    this.changed.dispose();
    this.stateChanged.dispose();
  }

  private store(key: string, value: unknown): void {
    // The memento has the new value at once; only writing it to disk takes time.
    void this.memento.update(key, value);
    this.tell();
  }

  private tell(): void {
    this.showContext();
    this.changed.fire();
  }

  private showContext(): void {
    setContext('socketscope.filtered', this.query !== '');
    setContext('socketscope.loopbackHidden', this.hidesLoopback);
  }
}
