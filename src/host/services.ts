import type * as vscode from 'vscode';
import type { TcpStateName } from '../core/tcp/states';
import type { IgnoredFindings } from './checks/ignoredFindings';
import type { DebugSessions } from './debug/debugSessions';
import type { Explanations } from './explain/explanations';
import type { ViewId } from './ids';
import type { Model } from './model';
import type { LabClient } from './labClient/labClient';
import type { MonitorClient } from './monitorClient/monitorClient';
import type { ScopeName, Scopes } from './scope/scopes';
import type { SocketView } from './tree/socketView';

/** What features are given when they register: a plain object, of which each names the part that it needs. */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
  /** The machine whose sockets these are. */
  readonly machine: string;
  readonly monitor: MonitorClient;
  readonly model: Model;
  readonly lab: LabClient;
  readonly explanations: Explanations;
  /** Findings of the checks that the user has called in order. */
  readonly ignored: IgnoredFindings;
  /** Whose sockets views can show. */
  readonly scopes: Scopes;
  readonly debugSessions: DebugSessions;
  readonly tree: TreeControl;
}

/** What other features may do with the tree. */
export interface TreeControl {
  /** Shows exactly what a query finds: in the place of any other filter, and loopback too. Brings the view to the front. */
  show(query: string): void;
  /** Takes that query away again, if it is still the filter: what the user has filtered by since stays. */
  unshow(query: string): void;
  /** Shows only the sockets in a state, besides the filter, until it is called with undefined or the filter is cleared. */
  filterByState(state: TcpStateName | undefined): void;
  /** The state that filterByState left. */
  readonly state: TcpStateName | undefined;
  readonly onDidChangeState: vscode.Event<void>;
  /** Brings a connection into view and selects it; false when the tree does not hold it. */
  reveal(id: string): Promise<boolean>;
  /** Makes another view that shows the sockets of a scope as the tree shows them, with all that can be done there. */
  addView(id: ViewId, scope: ScopeName): Promise<SocketView>;
}
