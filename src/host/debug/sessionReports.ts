import * as vscode from 'vscode';
import type { ProcessRoot, Scope } from '../../core/programs/scope';
import type { ScopedReply } from '../../protocol/monitor';
import type { Model } from '../model';
import type { DebugSessions } from './debugSessions';

/** What a debug session has left behind: sockets that its programs held, or that the kernel keeps for them. */
export interface SessionReport {
  readonly id: string;
  /** The session's. */
  readonly name: string;
  readonly takenAt: number;
  readonly total: number;
  readonly rows: ScopedReply['rows'];
}

interface Followed {
  readonly id: string;
  readonly name: string;
  /** Every process that the session ever named: a child session ends before its parent. */
  readonly roots: Map<number, ProcessRoot>;
  /** A reading showed one of them: only then is anything known of what it held. */
  wasSeen: boolean;
  reply: ScopedReply | undefined;
}

const mostReports = 3;
const mostRows = 100;
/** While a session runs and nobody looks, sockets are read this often: what nobody has seen cannot be told of as left behind. */
const readEveryMs = 5_000;

/** Follows debug sessions from reading to reading, and what each left behind from its end on. */
export class SessionReports implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly running = new Map<string, Followed>();
  private ended: readonly Followed[] = [];
  private following: Promise<void> | undefined;
  private readonly subscriptions: vscode.Disposable[];
  private frame: Model['frame'];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly model: Pick<
      Model,
      'frame' | 'scoped' | 'refresh' | 'isLooking' | 'paused' | 'health' | 'onDidChange'
    >,
    private readonly sessions: Pick<DebugSessions, 'topSessions' | 'onDidChange' | 'onDidEnd'>,
  ) {
    this.subscriptions = [
      sessions.onDidChange(() => this.noteSessions()),
      sessions.onDidEnd(session => this.end(session)),
      model.onDidChange(() => {
        if (model.frame !== this.frame) {
          this.frame = model.frame;
          this.follow();
        }
      }),
    ];
    this.noteSessions();
  }

  /** Of the last sessions, the latest first. */
  get reports(): readonly SessionReport[] {
    return this.ended.flatMap(({ id, name, reply }) => (reply === undefined ? [] : [{ id, name, ...reply }]));
  }

  dispose(): void {
    clearInterval(this.timer);
    vscode.Disposable.from(...this.subscriptions, this.changed).dispose();
  }

  private noteSessions(): void {
    for (const { session, roots } of this.sessions.topSessions) {
      // Who attaches finds the program running, and leaves it so.
      if (session.configuration.request === 'attach') {
        continue;
      }
      const known = this.running.get(session.id) ?? this.begin(session);
      roots.forEach(root => known.roots.set(root.pid, root));
    }
  }

  /** What left nothing behind is told until the next session. */
  private begin({ id, name }: vscode.DebugSession): Followed {
    const begun = {
      id: `session ${id}`,
      name,
      roots: new Map<number, ProcessRoot>(),
      wasSeen: false,
      reply: undefined,
    };
    this.running.set(id, begun);
    this.timer ??= setInterval(() => this.read(), readEveryMs);
    this.ended = this.ended.filter(({ reply }) => reply !== undefined && reply.total > 0);
    return begun;
  }

  private end({ id }: vscode.DebugSession): void {
    const ended = this.running.get(id);
    this.running.delete(id);
    if (this.running.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    if (ended?.wasSeen === true) {
      this.ended = [{ ...ended, reply: undefined }, ...this.ended].slice(0, mostReports);
      this.read(true);
    }
  }

  /** @param atOnce also where readings come by themselves, but later */
  private read(atOnce = false): void {
    const { model } = this;
    const hasPrograms = [...this.running.values()].some(({ roots }) => roots.size > 0);
    // A monitor that was given up is started again by the user alone, and why sockets cannot be read is told where they are shown.
    if (!model.paused && model.health === 'well' && (atOnce || (hasPrograms && !model.isLooking))) {
      void model.refresh().catch(() => undefined);
    }
  }

  /** One reading at a time: one that comes meanwhile is skipped. */
  private follow(): void {
    if (this.running.size + this.ended.length > 0) {
      this.following ??= this.askAll().finally(() => (this.following = undefined));
    }
  }

  private async askAll(): Promise<void> {
    for (const followed of this.running.values()) {
      const reply = await this.ask(followed, 0);
      followed.wasSeen ||= reply !== undefined && reply.programs > 0;
    }
    // What has gone does not come back.
    const left = this.ended.filter(({ reply }) => reply?.total !== 0);
    for (const followed of left) {
      followed.reply = (await this.ask(followed, mostRows)) ?? followed.reply;
    }
    if (left.length > 0) {
      this.changed.fire();
    }
  }

  /** Undefined when the monitor cannot answer. */
  private ask({ id, roots }: Followed, limit: number): Promise<ScopedReply | undefined> {
    const scope: Scope = { id, roots: [...roots.values()] };
    return this.model.scoped(scope, limit).catch(() => undefined);
  }
}
