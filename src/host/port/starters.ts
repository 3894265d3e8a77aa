import * as vscode from 'vscode';
import type { DebugSessions } from '../debug/debugSessions';

/** What of this window started a process, and can be brought to the front or stopped. */
export type Starter =
  | { kind: 'debug'; session: vscode.DebugSession }
  | { kind: 'task'; execution: vscode.TaskExecution }
  | { kind: 'terminal'; terminal: vscode.Terminal }
  /** A child of the extension host: some extension's, a debugger's among them. Nothing to focus or stop. */
  | { kind: 'extension-host' };

/** A terminal that does not start never says its process id. Milliseconds. */
const terminalWaitMs = 500;

/** Knows the processes of this window's debug sessions, tasks and terminals. VS Code tells those of tasks only when they start. */
export class Starters implements vscode.Disposable {
  private readonly tasks = new Map<number, vscode.TaskExecution>();
  private readonly subscriptions = [
    vscode.tasks.onDidStartTaskProcess(({ processId, execution }) => this.tasks.set(processId, execution)),
    vscode.tasks.onDidEndTaskProcess(({ execution }) => forget(this.tasks, execution)),
  ];

  constructor(private readonly debugSessions: Pick<DebugSessions, 'sessionOf'>) {}

  /** @param pids a process and its ancestors. Answers the narrowest starter first. */
  async find(pids: readonly number[]): Promise<Starter[]> {
    const session = pids.map(pid => this.debugSessions.sessionOf(pid)).find(found => found !== undefined);
    const execution = firstOf(pids, this.tasks);
    const terminal = firstOf(pids, await terminalsByPid());
    const found: Starter[] = [
      ...(session ? [{ kind: 'debug' as const, session }] : []),
      ...(execution ? [{ kind: 'task' as const, execution }] : []),
      ...(terminal ? [{ kind: 'terminal' as const, terminal }] : []),
    ];
    return found.length === 0 && pids.slice(1).includes(process.pid) ? [{ kind: 'extension-host' }] : found;
  }

  dispose(): void {
    this.subscriptions.forEach(subscription => void subscription.dispose());
  }
}

function firstOf<Value>(pids: readonly number[], known: ReadonlyMap<number, Value>): Value | undefined {
  const pid = pids.find(candidate => known.has(candidate));
  return pid === undefined ? undefined : known.get(pid);
}

function forget<Value>(known: Map<number, Value>, gone: Value): void {
  for (const [pid, value] of known) {
    if (value === gone) {
      known.delete(pid);
    }
  }
}

async function terminalsByPid(): Promise<ReadonlyMap<number, vscode.Terminal>> {
  const known = new Map<number, vscode.Terminal>();
  const tooLate = new Promise<undefined>(resolve => void setTimeout(() => resolve(undefined), terminalWaitMs));
  await Promise.all(
    vscode.window.terminals.map(async terminal => {
      const pid = await Promise.race([terminal.processId, tooLate]);
      if (pid !== undefined) {
        known.set(pid, terminal);
      }
    }),
  );
  return known;
}
