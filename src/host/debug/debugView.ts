import * as vscode from 'vscode';
import type { BrowseReply } from '../../protocol/monitor';
import { viewIds } from '../ids';
import type { Model } from '../model';
import type { Services } from '../services';
import { settings } from '../settings';
import { countText } from '../tree/quantityText';
import type { DebugSessions } from './debugSessions';

/** Who debugs waits for what the program does next. Milliseconds. */
const freshForMs = 1_000;
/** A reading that takes longer is made no oftener than the monitor's own pace allows. Milliseconds. */
const cheapReadingMs = 20;

/** Makes the view of debugged programs' sockets. */
export async function showDebuggees({
  tree: control,
  model,
  debugSessions,
}: Pick<Services, 'tree' | 'model' | 'debugSessions'>): Promise<vscode.Disposable> {
  const added = await control.addView(viewIds.debuggee, 'debug');
  const { view, tree } = added;
  let shown: readonly number[] = [];
  const update = () => {
    view.description = description(tree.reply);
    const message = messageOf(model, debugSessions, tree.reply);
    if (view.message !== message) {
      view.message = message;
    }
  };
  const followSessions = () => {
    const pids = debugSessions.roots.map(({ pid }) => pid);
    if (view.visible && pids.some(pid => !shown.includes(pid))) {
      void model.refresh().catch(() => undefined);
    }
    shown = pids;
    update();
  };
  const timer = setInterval(() => {
    if (view.visible && debugSessions.isDebugging && wantsReading(model)) {
      void model.refresh().catch(() => undefined);
    }
  }, freshForMs);
  update();
  return vscode.Disposable.from(
    added,
    model.onDidChange(update),
    tree.onDidFetch(update),
    debugSessions.onDidChange(followSessions),
    new vscode.Disposable(() => clearInterval(timer)),
  );
}

/** The user's own pace is kept where it is slower than the usual one. */
function wantsReading({ frame, paused, moment }: Model): boolean {
  return (
    frame !== undefined &&
    !paused &&
    moment === undefined &&
    settings.refreshIntervalSeconds.value <= 2 &&
    frame.cost.totalMs <= cheapReadingMs &&
    Date.now() - frame.takenAt >= freshForMs * 0.9
  );
}

/** 'node 4711 and 2 more · 7' */
function description(reply: BrowseReply | undefined): string {
  return reply === undefined || reply.matching === 0 ? '' : `${programsText(reply)} · ${countText(reply.matching)}`;
}

function programsText({ programs }: BrowseReply): string {
  const { total = 0, first: [one] = [] } = programs ?? {};
  const name = one === undefined ? '' : `${one.name} ${one.pid}`;
  switch (total) {
    case 0:
    case 1:
      return name;
    case 2:
      return vscode.l10n.t('{0} and 1 more', name);
    default:
      return vscode.l10n.t('{0} and {1} more', name, countText(total - 1));
  }
}

/** Why there is nothing to see. */
function messageOf(model: Model, sessions: DebugSessions, reply: BrowseReply | undefined): string {
  if (model.trouble !== undefined) {
    return model.trouble;
  }
  if (model.recording !== undefined) {
    return vscode.l10n.t('A recording is shown, which knows nothing of this debug session.');
  }
  if (reply === undefined || reply.matching > 0) {
    return '';
  }
  if (sessions.areElsewhere) {
    return vscode.l10n.t('The debugged program runs on another machine. Here only {0} can be read.', model.machine);
  }
  if (reply.programs === undefined || reply.programs.total === 0) {
    return vscode.l10n.t('No process of the debugged program has been found on {0} yet.', model.machine);
  }
  return model.frame?.problems.some(({ code }) => code === 'processes-pending') === true
    ? vscode.l10n.t('Still searching for the sockets that {0} holds…', programsText(reply))
    : vscode.l10n.t('{0} has no TCP socket.', programsText(reply));
}
