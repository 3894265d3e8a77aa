import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import type { SocketProcess } from '../../core/sockets/socketRow';
import type { TerminateOutcome } from '../../protocol/monitor';
import { isAlive } from '../isAlive';
import { withoutIcons } from '../markdown';
import type { MonitorClient } from '../monitorClient/monitorClient';
import { endpointsText } from './endpointText';

/** How long a process may take to end by itself before ending it by force is offered. */
const graceMs = 3_000;
const pollMs = 100;

/** Ends the process that holds a socket, after the user has seen which one that is. */
export async function terminateProcess(monitor: Pick<MonitorClient, 'terminate'>, row: BrowsedRow): Promise<void> {
  const process = await chooseProcess(row.processes);
  if (process === undefined || !(await isConfirmed(process, row))) {
    return;
  }
  const target = { pid: process.pid, name: process.name, socketId: row.id };
  if (!(await reportsSuccess(monitor.terminate(target, false), process)) || (await ends(process.pid))) {
    return;
  }
  const force = vscode.l10n.t('Force to End');
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} (process {1}) still runs {2} seconds after it was asked to end.',
      process.name,
      String(process.pid),
      graceMs / 1_000,
    ),
    force,
  );
  if (answer === force) {
    await reportsSuccess(monitor.terminate(target, true), process);
  }
}

/** Several processes can share a socket: a server and its forked workers. */
async function chooseProcess(processes: readonly SocketProcess[]): Promise<SocketProcess | undefined> {
  if (processes.length <= 1) {
    return processes[0];
  }
  const items = processes.map(process => ({
    label: withoutIcons(process.name),
    description: String(process.pid),
    detail: withoutIcons(process.command ?? ''),
    process,
  }));
  const title = vscode.l10n.t('Which process do you want to end?');
  return (await vscode.window.showQuickPick(items, { title, matchOnDescription: true, matchOnDetail: true }))?.process;
}

async function isConfirmed({ name, pid, command }: SocketProcess, row: BrowsedRow): Promise<boolean> {
  const confirm = vscode.l10n.t('Terminate');
  const detail = [
    vscode.l10n.t(
      'It holds {0} ({1}). It is asked to end with SIGTERM, so that it can finish what it is doing.',
      endpointsText(row),
      row.state,
    ),
    ...(command === undefined ? [] : [command]),
  ].join('\n\n');
  const question = vscode.l10n.t('Terminate {0} (process {1})?', name, String(pid));
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, confirm)) === confirm;
}

async function reportsSuccess(outcome: Promise<TerminateOutcome>, process: SocketProcess): Promise<boolean> {
  const result = await outcome;
  if (!result.done) {
    void vscode.window.showErrorMessage(refusal(result.reason, process));
  }
  return result.done;
}

type Refusal = Extract<TerminateOutcome, { done: false }>['reason'];

function refusal(reason: Refusal, { name, pid }: SocketProcess): string {
  const id = String(pid);
  switch (reason) {
    case 'gone':
      return vscode.l10n.t('{0} (process {1}) has already ended.', name, id);
    case 'not-the-same-process':
      return vscode.l10n.t(
        'Process {0} is no longer {1}: the number belongs to another process now. Nothing was ended.',
        id,
        name,
      );
    case 'does-not-hold-the-socket':
      return vscode.l10n.t('{0} (process {1}) no longer holds this socket. Nothing was ended.', name, id);
    case 'not-permitted':
      return vscode.l10n.t('{0} (process {1}) belongs to another user, who alone can end it.', name, id);
  }
}

async function ends(pid: number): Promise<boolean> {
  for (const deadline = performance.now() + graceMs; performance.now() < deadline;) {
    if (!isAlive(pid)) {
      return true;
    }
    await delay(pollMs);
  }
  return !isAlive(pid);
}
