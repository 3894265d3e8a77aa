import * as vscode from 'vscode';
import type { Scope } from '../../core/programs/scope';
import type { DebugSessions } from '../debug/debugSessions';

/** Whose sockets a view shows. */
export const scopeNames = ['machine', 'debug', 'terminals', 'workspace'] as const;
export type ScopeName = (typeof scopeNames)[number];

/** What of this window decides whose sockets are shown: it follows debug sessions, terminals and folders. */
export class Scopes implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<ScopeName>();
  /** Says which. */
  readonly onDidChange = this.changed.event;
  private readonly terminalPids = new Map<vscode.Terminal, number>();
  private readonly subscriptions: vscode.Disposable[];

  constructor(private readonly sessions: Pick<DebugSessions, 'roots' | 'onDidChange'>) {
    this.subscriptions = [
      sessions.onDidChange(() => this.changed.fire('debug')),
      vscode.window.onDidOpenTerminal(terminal => this.learn(terminal)),
      vscode.window.onDidCloseTerminal(terminal => {
        this.terminalPids.delete(terminal);
        this.changed.fire('terminals');
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.changed.fire('workspace')),
    ];
    vscode.window.terminals.forEach(terminal => this.learn(terminal));
  }

  /** Undefined is the whole machine. */
  scopeOf(name: ScopeName): Scope | undefined {
    switch (name) {
      case 'machine':
        return undefined;
      case 'debug':
        return { id: name, roots: this.sessions.roots };
      case 'terminals':
        // Those of tasks are among them. A terminal may run a program instead of a shell.
        return { id: name, roots: Array.from(this.terminalPids.values(), pid => ({ pid })) };
      case 'workspace':
        return { id: name, folders: workspaceFolders() };
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }

  /** A terminal that does not start never says its process id. */
  private learn(terminal: vscode.Terminal): void {
    void terminal.processId.then(pid => {
      if (pid !== undefined && vscode.window.terminals.includes(terminal)) {
        this.terminalPids.set(terminal, pid);
        this.changed.fire('terminals');
      }
    });
  }
}

/** Those whose files are on this machine. */
export function workspaceFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
