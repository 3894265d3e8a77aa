import * as vscode from 'vscode';
import { leftOf } from '../../core/programs/runLeaks';
import { isAlive } from '../isAlive';
import type { Model } from '../model';
import type { LeakProblems } from './leakProblems';

/** How often to check whether processes that leaked have ended; that reads no socket. Milliseconds. */
const lookEveryMs = 2_000;

/**
 * Takes leaks out of Problems when they have gone: with their process, or socket by socket with the readings that others
 * make.
 */
export function keepUpLeaks(
  problems: LeakProblems,
  model: Pick<Model, 'frame' | 'moment' | 'namespace' | 'rows' | 'onDidChange'>,
): vscode.Disposable {
  let timer: NodeJS.Timeout | undefined;
  const lookAtProcesses = () =>
    problems.keep(leak => (leak.process === undefined || isAlive(leak.process.pid) ? leak : undefined));
  const followLeaks = () => {
    if (problems.leaks.length === 0) {
      clearInterval(timer);
      timer = undefined;
    } else {
      timer ??= setInterval(lookAtProcesses, lookEveryMs);
    }
  };

  let { frame } = model;
  const lookAtSockets = async () => {
    const { leaks } = problems;
    const before = frame;
    frame = model.frame;
    const isOfNow = () => model.moment === undefined && model.namespace === undefined;
    // Another source gives the same sockets other ids, and a reading that had begun before a leak was told proves nothing.
    if (leaks.length === 0 || frame === before || frame?.source !== before?.source || !isOfNow()) {
      return;
    }
    const rows = await model.rows(leaks.flatMap(({ sockets }) => sockets)).catch(() => undefined);
    if (rows !== undefined && isOfNow()) {
      const byId = new Map(rows.map(row => [row.id, row]));
      problems.keep(leak => (leaks.includes(leak) ? leftOf(leak, byId) : leak));
    }
  };
  return vscode.Disposable.from(
    problems.onDidChange(followLeaks),
    model.onDidChange(() => void lookAtSockets()),
    new vscode.Disposable(() => clearInterval(timer)),
  );
}
