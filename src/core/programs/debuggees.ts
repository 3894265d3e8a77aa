import { newsFromAdapter, newsToAdapter, type DapNews } from './dapMessage';
import type { ProcessRoot } from './scope';
import { debuggerPortOf, isElsewhere, isForwarder, isJsDebug, rootOf, type SessionFacts } from './sessionFacts';

/** A debug session and what is known of its processes. */
interface Session {
  readonly facts: SessionFacts;
  readonly programs: Map<number, ProcessRoot>;
  readonly shells: Map<number, ProcessRoot>;
  /** The program runs on another machine. */
  elsewhere: boolean;
  /** Programs that are gone when the adapter has started the program anew, which lldb-dap does without naming the new one. */
  outgoing: readonly number[];
  /** Threads that a breakpoint, a step or a pause holds; 'all' where the adapter said so. */
  stopped: Set<number | 'all'>;
}

/** A process that is debugged, and whose session. */
export interface Debuggee {
  readonly sessionId: string;
  readonly root: ProcessRoot;
}

/**
 * The debugged processes of a window, from what VS Code and the debug adapters say. Nothing is known here of the processes
 * that really exist: that is for whoever reads the table of processes.
 */
export class Debuggees {
  private readonly sessions = new Map<string, Session>();

  /** Sessions that have begun and not ended. */
  get count(): number {
    return this.sessions.size;
  }

  /** Every session says that its program is on another machine. */
  get areElsewhere(): boolean {
    return this.count > 0 && [...this.sessions.values()].every(session => this.isElsewhere(session));
  }

  /** A session begins. What is known of one that is known already stays. */
  begin(facts: SessionFacts): void {
    if (!this.sessions.has(facts.id)) {
      this.beginAnew(facts);
    }
  }

  /** The adapter of a session starts, for the first time or, when the session is restarted, for another program. */
  beginAnew(facts: SessionFacts): void {
    const session: Session = {
      facts,
      programs: new Map(),
      shells: new Map(),
      elsewhere: isElsewhere(facts),
      outgoing: [],
      stopped: new Set(),
    };
    this.sessions.set(facts.id, session);
    const root = rootOf(facts);
    if (root !== undefined) {
      session.programs.set(root.pid, root);
    }
  }

  /** A message from an adapter. True when it changed something that is told here. */
  received(sessionId: string, message: unknown): boolean {
    return this.take(sessionId, newsFromAdapter(message, this.sessions.get(sessionId)?.facts.type));
  }

  /** A message to an adapter. */
  sent(sessionId: string, message: unknown): boolean {
    return this.take(sessionId, newsToAdapter(message));
  }

  /** The port whose holder is the program of a session, of which nothing else is known. */
  debuggerPort(sessionId: string): number | undefined {
    const session = this.sessions.get(sessionId);
    return session === undefined || session.programs.size > 0 || this.isElsewhere(session)
      ? undefined
      : debuggerPortOf(session.facts, this.parentOf(session)?.facts);
  }

  /** Who holds that port. True when it changed something that is told here. */
  heldBy(sessionId: string, { pid, name }: { readonly pid: number; readonly name: string }): boolean {
    const session = this.sessions.get(sessionId);
    if (session === undefined || session.programs.size > 0) {
      return false;
    }
    if (isForwarder(name)) {
      this.topOf(session).elsewhere = true;
    } else {
      session.programs.set(pid, { pid });
    }
    return true;
  }

  end(sessionId: string): boolean {
    return this.sessions.delete(sessionId);
  }

  /** What a session and those that it started debug; every session without an id. Never anything of another machine. */
  debuggees(sessionId?: string): readonly Debuggee[] {
    const families = new Map<string, Session[]>();
    for (const session of this.sessions.values()) {
      const top = this.topOf(session).facts.id;
      families.set(top, [...(families.get(top) ?? []), session]);
    }
    return [...families]
      .filter(([top]) => sessionId === undefined || top === sessionId)
      .flatMap(([, sessions]) => this.ofFamily(sessions));
  }

  /** Pids whose program cannot go on by itself just now. */
  stoppedPids(): readonly number[] {
    return [...this.sessions.values()]
      .filter(({ facts, stopped }) => stopped.has('all') || (stopped.size > 0 && isJsDebug(facts.type)))
      .flatMap(session => (this.isElsewhere(session) ? [] : [...session.programs.keys()]));
  }

  /** A shell is only of use until a program is known: what else was started there is none of the session's. */
  private ofFamily(sessions: readonly Session[]): Debuggee[] {
    const here = sessions.filter(session => !this.isElsewhere(session));
    const listed = (kind: 'programs' | 'shells') =>
      here.flatMap(({ facts, [kind]: roots }) => Array.from(roots.values(), root => ({ sessionId: facts.id, root })));
    const programs = listed('programs');
    return programs.length > 0 ? programs : listed('shells');
  }

  private take(sessionId: string, news: DapNews | undefined): boolean {
    const session = this.sessions.get(sessionId);
    if (session === undefined || news === undefined) {
      return false;
    }
    switch (news.kind) {
      case 'program':
      case 'shell': {
        const roots = news.kind === 'program' ? session.programs : session.shells;
        roots.set(news.root.pid, { ...roots.get(news.root.pid), ...news.root });
        session.outgoing = session.outgoing.filter(pid => pid !== news.root.pid);
        return true;
      }
      case 'restarting':
      case 'restarted':
      case 'notRestarted':
        return follow(session, news.kind);
      case 'elsewhere':
        session.elsewhere = true;
        return true;
      case 'stopped':
        session.stopped.add(news.all ? 'all' : (news.threadId ?? 'all'));
        return true;
      case 'continued': {
        const { size } = session.stopped;
        if (news.all || news.threadId === undefined) {
          session.stopped.clear();
        } else {
          session.stopped.delete(news.threadId);
          session.stopped.delete('all');
        }
        return session.stopped.size !== size;
      }
    }
  }

  /** So is what a session on another machine starts. */
  private isElsewhere(session: Session): boolean {
    const parent = this.parentOf(session);
    return session.elsewhere || (parent !== undefined && this.isElsewhere(parent));
  }

  private topOf(session: Session): Session {
    const parent = this.parentOf(session);
    return parent === undefined ? session : this.topOf(parent);
  }

  private parentOf({ facts }: Session): Session | undefined {
    return facts.parentId === undefined ? undefined : this.sessions.get(facts.parentId);
  }
}

/** A restart that the adapter makes itself. True when it changed something. */
function follow(session: Session, restart: 'restarting' | 'restarted' | 'notRestarted'): boolean {
  const { programs, stopped, outgoing, facts } = session;
  const { size } = stopped;
  switch (restart) {
    case 'restarting':
      // Attached to by its pid, a program stays the one that it is.
      session.outgoing = [...programs.keys()].filter(pid => pid !== rootOf(facts)?.pid);
      stopped.clear();
      return size > 0;
    case 'restarted':
      session.outgoing = [];
      outgoing.forEach(pid => programs.delete(pid));
      return outgoing.length > 0;
    case 'notRestarted':
      session.outgoing = [];
      return false;
  }
}
