import * as vscode from 'vscode';
import { Debuggees } from '../../core/programs/debuggees';
import type { ProcessRoot } from '../../core/programs/scope';
import type { SessionFacts } from '../../core/programs/sessionFacts';
import type { Model } from '../model';
import type { MonitorClient } from '../monitorClient/monitorClient';

/** A debug session that no other one started, and what it debugs. */
export interface TopSession {
  readonly session: vscode.DebugSession;
  readonly roots: readonly ProcessRoot[];
}

/**
 * The debug sessions of this window and the processes that they debug, as far as debug adapters and VS Code tell. Listens
 * only: nothing is asked of an adapter. Sockets are read for a session that is known by the port of its debugger alone.
 */
export class DebugSessions implements vscode.Disposable {
  private readonly debuggees = new Debuggees();
  private readonly sessions = new Map<string, vscode.DebugSession>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** A session began or ended, or more is known of a process. */
  readonly onDidChange = this.changed.event;
  private readonly ended = new vscode.EventEmitter<vscode.DebugSession>();
  /** Of sessions that no other one started. */
  readonly onDidEnd = this.ended.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly monitor: Pick<MonitorClient, 'snapshot'>,
    private readonly model: Pick<Model, 'namespace'>,
  ) {
    this.subscriptions = [
      vscode.debug.registerDebugAdapterTrackerFactory('*', {
        createDebugAdapterTracker: session => this.track(session),
      }),
      vscode.debug.onDidStartDebugSession(session => this.begin(session)),
      vscode.debug.onDidTerminateDebugSession(session => this.end(session)),
    ];
    if (vscode.debug.activeDebugSession !== undefined) {
      this.begin(vscode.debug.activeDebugSession);
    }
  }

  get isDebugging(): boolean {
    return this.debuggees.count > 0;
  }

  /** Every program that is debugged runs on another machine. */
  get areElsewhere(): boolean {
    return this.debuggees.areElsewhere;
  }

  get roots(): readonly ProcessRoot[] {
    return this.debuggees.debuggees().map(({ root }) => root);
  }

  get topSessions(): readonly TopSession[] {
    return [...this.sessions.values()]
      .filter(({ parentSession }) => parentSession === undefined)
      .map(session => ({ session, roots: this.rootsOf(session) }));
  }

  /** What a session and those that it started debug. */
  rootsOf(session: vscode.DebugSession): readonly ProcessRoot[] {
    return this.debuggees.debuggees(session.id).map(({ root }) => root);
  }

  /** Processes that cannot go on by themselves: at a breakpoint, mostly. */
  get haltedPids(): readonly number[] {
    return this.debuggees.stoppedPids();
  }

  /** The session that debugs a process; the narrowest one. */
  sessionOf(pid: number): vscode.DebugSession | undefined {
    const found = this.debuggees.debuggees().find(({ root }) => root.pid === pid && root.childrenOnly !== true);
    return found && this.sessions.get(found.sessionId);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changed, this.ended).dispose();
  }

  private track(session: vscode.DebugSession): vscode.DebugAdapterTracker {
    const { id } = session;
    const tellIf = (isNews: boolean) => {
      if (isNews) {
        this.changed.fire();
      }
    };
    this.sessions.set(id, session);
    this.debuggees.beginAnew(factsOf(session));
    this.changed.fire();
    void this.findProgram(id);
    return {
      onDidSendMessage: message => tellIf(this.debuggees.received(id, message)),
      onWillReceiveMessage: message => tellIf(this.debuggees.sent(id, message)),
    };
  }

  private begin(session: vscode.DebugSession): void {
    if (session.parentSession !== undefined && !this.sessions.has(session.parentSession.id)) {
      this.begin(session.parentSession);
    }
    this.sessions.set(session.id, session);
    this.debuggees.begin(factsOf(session));
    this.changed.fire();
  }

  private async findProgram(sessionId: string): Promise<void> {
    const port = this.debuggees.debuggerPort(sessionId);
    // The port of another network namespace is another one.
    if (port !== undefined && this.model.namespace === undefined) {
      const { holderOf } = await import('./portHolder');
      const holder = await holderOf(this.monitor, port);
      if (holder !== undefined && this.debuggees.heldBy(sessionId, holder)) {
        this.changed.fire();
      }
    }
  }

  private end(session: vscode.DebugSession): void {
    this.sessions.delete(session.id);
    if (this.debuggees.end(session.id)) {
      this.changed.fire();
      if (session.parentSession === undefined) {
        this.ended.fire(session);
      }
    }
  }
}

function factsOf({ id, type, name, configuration, parentSession }: vscode.DebugSession): SessionFacts {
  return { id, type, name, configuration, ...(parentSession && { parentId: parentSession.id }) };
}
