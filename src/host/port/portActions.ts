import * as vscode from 'vscode';
import type { BrowsedRow } from '../../core/sockets/browsedRow';
import { processName } from './originWords';
import type { PortAnswer } from './portAnswer';

/** Something that the user can do about a port. */
export type PortAction = { icon: string; label: string } & (
  | { kind: 'focus'; terminal: vscode.Terminal }
  | { kind: 'stop-task'; execution: vscode.TaskExecution }
  | { kind: 'stop-debugging'; session: vscode.DebugSession }
  | { kind: 'terminate'; row: BrowsedRow }
  | { kind: 'try' }
  | { kind: 'copy-report' }
  | { kind: 'copy-port'; port: number }
  | { kind: 'diagram'; sockets: readonly string[] }
  | { kind: 'sidebar' }
);

/** What makes sense for this answer. A mere client of the port is never offered to be ended. */
export function actionsOf({ report, starters, trials, isElsewhere }: PortAnswer): PortAction[] {
  const { port, listeners, bound, connections, nextFreePort } = report;
  const holders = [...listeners, ...bound];
  const sockets = [...holders, ...connections].map(({ id }) => id);
  return [
    ...[...new Set([...starters.values()].flat())].flatMap(starter => starterAction(starter)),
    ...terminations(holders),
    ...(trials === undefined && !isElsewhere
      ? [
          {
            kind: 'try' as const,
            icon: 'beaker',
            label: vscode.l10n.t('Try It: bind the port for a moment and release it'),
          },
        ]
      : []),
    ...(nextFreePort === undefined
      ? []
      : [
          {
            kind: 'copy-port' as const,
            icon: 'copy',
            label: vscode.l10n.t('Copy the Next Free Port: {0}', String(nextFreePort)),
            port: nextFreePort,
          },
        ]),
    { kind: 'copy-report', icon: 'markdown', label: vscode.l10n.t('Copy This Answer as Markdown') },
    ...(sockets.length === 0
      ? []
      : [
          {
            kind: 'sidebar' as const,
            icon: 'list-tree',
            label: vscode.l10n.t('Show Port {0} in the Sidebar', String(port)),
          },
          {
            kind: 'diagram' as const,
            icon: 'type-hierarchy',
            label: vscode.l10n.t('Show Its Sockets in the Diagram'),
            sockets,
          },
        ]),
  ];
}

type Starters = PortAnswer['starters'];
type Starter = NonNullable<ReturnType<Starters['get']>>[number];

function starterAction(starter: Starter): PortAction[] {
  switch (starter.kind) {
    case 'terminal': {
      const { terminal } = starter;
      return [
        { kind: 'focus', icon: 'terminal', label: vscode.l10n.t('Focus the Terminal "{0}"', terminal.name), terminal },
      ];
    }
    case 'task': {
      const { execution } = starter;
      const label = vscode.l10n.t('Stop the Task "{0}"', execution.task.name);
      return [{ kind: 'stop-task', icon: 'debug-stop', label, execution }];
    }
    case 'debug': {
      const { session } = starter;
      const label = vscode.l10n.t('Stop the Debug Session "{0}"', session.name);
      return [{ kind: 'stop-debugging', icon: 'debug-stop', label, session }];
    }
    case 'extension-host':
      return [];
  }
}

/** One for each set of processes that share sockets; which of them is asked for then. */
function terminations(holders: readonly BrowsedRow[]): PortAction[] {
  const byNames = new Map<string, BrowsedRow>();
  for (const row of holders) {
    if (row.processes.length > 0) {
      byNames.set(row.processes.map(processName).join(', '), row);
    }
  }
  return [...byNames].map(([names, row]) => ({
    kind: 'terminate',
    icon: 'trash',
    label: vscode.l10n.t('Terminate {0}...', names),
    row,
  }));
}
