import * as vscode from 'vscode';
import { commandIds, registerCommand } from '../ids';
import { orReportFailure } from '../reportFailure';
import { workspaceFolders } from '../scope/scopes';
import type { Services } from '../services';
import { settings } from '../settings';
import type { FollowedLeaks } from './followedLeaks';
import type { Run } from './runPlace';
import type { RunWatch } from './runWatch';

type LeakServices = Pick<Services, 'extensionUri' | 'monitor' | 'model' | 'log' | 'debugSessions'>;

interface WatchedRun {
  readonly run: Run;
  /** The user asked for this very run, and waits for an answer. */
  readonly isAwaited: boolean;
  readonly watch: Promise<RunWatch>;
}

/** Brackets tasks and debug sessions with two readings, and tells in Problems what sockets outlived them. */
export function registerLeakWatch(services: LeakServices): vscode.Disposable {
  const watcher = new LeakWatcher(services);
  return vscode.Disposable.from(
    watcher,
    registerCommand(commandIds.watchNextRun, () => watcher.awaitNext()),
    registerCommand(commandIds.clearLeaks, (run: unknown) => watcher.clear(typeof run === 'string' ? run : undefined)),
    vscode.tasks.onDidStartTaskProcess(({ execution, processId }) => watcher.taskStarted(execution, processId)),
    vscode.tasks.onDidEndTaskProcess(({ execution }) => watcher.ended(execution)),
    vscode.debug.onDidStartDebugSession(session => watcher.sessionStarted(session)),
    services.debugSessions.onDidEnd(({ id }) => watcher.ended(id)),
  );
}

class LeakWatcher implements vscode.Disposable {
  private readonly runs = new Map<unknown, WatchedRun>();
  private leaks: Promise<FollowedLeaks> | undefined;
  /** Takes the message out of the status bar. */
  private stopAwaiting: (() => void) | undefined;

  constructor(private readonly services: LeakServices) {}

  awaitNext(): void {
    if (this.stopAwaiting === undefined) {
      const begun = new Promise<void>(resolve => (this.stopAwaiting = resolve));
      vscode.window.setStatusBarMessage(
        `$(eye) ${vscode.l10n.t('The next task or debug session is watched for leaked sockets')}`,
        begun,
      );
    }
  }

  taskStarted(execution: vscode.TaskExecution, pid: number): void {
    const { name, source, scope, definition } = execution.task;
    const folder = typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
    const path = (definition as { path?: unknown }).path;
    const script = definition.type === 'npm' ? { path: typeof path === 'string' ? path : '' } : undefined;
    const run: Run = { kind: 'task', name, folder, isAttached: false, ...(script && { script }) };
    this.begin(execution, run, [name, `${source}: ${name}`], () => [{ pid }]);
  }

  sessionStarted(session: vscode.DebugSession): void {
    const { id, configuration, workspaceFolder, parentSession } = session;
    if (parentSession === undefined) {
      const { name, request } = configuration;
      const folder = workspaceFolder ?? vscode.workspace.workspaceFolders?.[0];
      const run: Run = { kind: 'debug', name, folder, isAttached: request === 'attach' };
      this.begin(id, run, [name], () => this.services.debugSessions.rootsOf(session));
    }
  }

  ended(key: unknown): void {
    const watched = this.runs.get(key);
    if (watched !== undefined) {
      this.runs.delete(key);
      void orReportFailure(this.services, () => this.tell(watched));
    }
  }

  /** @param run its name; all that was left behind without it */
  clear(run: string | undefined): void {
    void this.leaks?.then(({ problems }) => problems.clear(run));
  }

  dispose(): void {
    this.stopAwaiting?.();
    this.runs.forEach(({ watch }) => void watch.then(one => one.dispose()));
    void this.leaks?.then(leaks => leaks.dispose());
  }

  private begin(key: unknown, run: Run, names: readonly string[], roots: ConstructorParameters<typeof RunWatch>[1]) {
    const isAwaited = this.stopAwaiting !== undefined;
    if (isAwaited || settings.leakWatch.value.some(name => names.includes(name))) {
      this.stopAwaiting?.();
      this.stopAwaiting = undefined;
      const watch = import('./runWatch').then(
        loaded => new loaded.RunWatch(this.services.monitor, roots, workspaceFolders(), run.isAttached),
      );
      this.runs.set(key, { run, isAwaited, watch });
    }
  }

  private async tell({ run, isAwaited, watch }: WatchedRun): Promise<void> {
    const leaks = await (await watch).finish();
    const { extensionUri, model, log } = this.services;
    if (model.namespace !== undefined) {
      const refusal = vscode.l10n.t(
        'Another network namespace is shown, so it is not seen whether "{0}" has left sockets behind.',
        run.name,
      );
      log.warn(refusal);
      if (isAwaited) {
        void vscode.window.showWarningMessage(refusal);
      }
      return;
    }
    this.leaks ??= import('./followedLeaks').then(loaded => loaded.followLeaks(extensionUri, model));
    await (await this.leaks).problems.show(run, leaks);
    if (isAwaited) {
      const { tellLeaks } = await import('./tellLeaks');
      await tellLeaks(run.name, leaks);
    }
  }
}
