import * as vscode from 'vscode';
import { groupLevels } from '../../core/sockets/groupLevels';
import type { TcpStateName } from '../../core/tcp/states';
import type { Grouping } from '../../protocol/monitor';
import type { Scope } from '../../core/programs/scope';
import { setContext } from '../ids';
import { scopeNames, type ScopeName, type Scopes } from '../scope/scopes';

export const groupings = Object.keys(groupLevels) as readonly Grouping[];

/** What decides which sockets a tree shows, and how. */
export interface TreeArrangement {
  readonly grouping: Grouping;
  /** In the query language. */
  readonly query: string;
  readonly hidesLoopback: boolean;
  /**
   * Undefined is the whole machine. In an opened recording pids are those of another machine, or of another time.
   * @param recording id of the one that is shown
   */
  scopeIn(recording: string | undefined): Scope | undefined;
  readonly onDidChange: vscode.Event<void>;
}

/** How the user has arranged the tree; remembered for the workspace, except the diagram's state. */
export class Arrangement implements TreeArrangement, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly stateChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeState = this.stateChanged.event;
  private diagramState: TcpStateName | undefined;

  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly memento: vscode.Memento,
    private readonly scopes: Scopes,
  ) {
    this.showContext();
    this.subscription = scopes.onDidChange(name => {
      if (name === this.scopeName) {
        this.changed.fire();
      }
    });
  }

  get grouping(): Grouping {
    const stored = this.memento.get('tree.grouping');
    return groupings.find(grouping => grouping === stored) ?? 'state';
  }

  /** What the user typed, in the query language. */
  get filter(): string {
    const stored = this.memento.get('tree.filter');
    return typeof stored === 'string' ? stored : '';
  }

  get hidesLoopback(): boolean {
    return this.memento.get('tree.hidesLoopback') === true;
  }

  get scopeName(): ScopeName {
    const stored = this.memento.get('tree.scope');
    return scopeNames.find(name => name === stored) ?? 'machine';
  }

  scopeIn(recording: string | undefined): Scope | undefined {
    return recording === undefined ? this.scopes.scopeOf(this.scopeName) : undefined;
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

  setScope(name: ScopeName): void {
    this.store('tree.scope', name);
  }

  setState(state: TcpStateName | undefined): void {
    if (state !== this.diagramState) {
      this.diagramState = state;
      this.tell();
      this.stateChanged.fire();
    }
  }

  /** Shows every socket again; loopback and scope stay as they are. */
  clear(): void {
    this.setFilter('');
    this.setState(undefined);
  }

  /** Shows exactly what a query finds. */
  showOnly(query: string): void {
    this.setHidesLoopback(false);
    this.setScope('machine');
    this.setFilter(query);
    this.setState(undefined);
  }

  dispose(): void {
    this.subscription.dispose();
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
    setContext('socketscope.scoped', this.scopeName !== 'machine');
  }
}

/** Groups as the main view does, and shows a scope of its own whatever that filters. */
export function scopedLike(main: Arrangement, scopes: Scopes, name: ScopeName): TreeArrangement {
  return {
    get grouping() {
      return main.grouping;
    },
    query: '',
    hidesLoopback: false,
    scopeIn: recording => (recording === undefined ? scopes.scopeOf(name) : { id: name }),
    onDidChange: (listener, self, disposables) => {
      const both = vscode.Disposable.from(
        main.onDidChange(() => void listener.call(self)),
        scopes.onDidChange(changed => {
          if (changed === name) {
            listener.call(self);
          }
        }),
      );
      disposables?.push(both);
      return both;
    },
  };
}
