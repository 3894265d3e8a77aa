import * as vscode from 'vscode';
import { stateOf, tcpStates } from '../../core/tcp/states';
import { actorStyle } from '../../protocol/actorStyle';
import type { Frame } from '../../protocol/monitor';
import { commandIds, viewIds } from '../ids';
import type { Settings } from '../settings';
import { countText } from '../tree/quantityText';
import { actorSentence } from '../words/actorWords';

/** What the status bar shows: the model, without knowing it. */
export interface StatusSource {
  readonly frame: Frame | undefined;
  /** Somebody looks, so that the frame is not an old one. */
  readonly isLooking: boolean;
  readonly onDidChange: vscode.Event<void>;
}

/**
 * One item: the total and the worst state. It does not look by itself, so that a closed sidebar costs nothing: without a
 * view that looks it says only what it is for.
 */
export function registerStatusBar(
  source: StatusSource,
  { statusBarVisible }: Pick<Settings, 'statusBarVisible'>,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('socketscope.sockets', vscode.StatusBarAlignment.Left, 0);
  item.name = vscode.l10n.t('Socketscope');
  item.command = { command: `${viewIds.sockets}.focus`, title: vscode.l10n.t('Show TCP Sockets') };
  const update = () => {
    const frame = source.isLooking ? source.frame : undefined;
    item.text = frame === undefined ? `$(plug) ${vscode.l10n.t('Sockets')}` : shortText(frame);
    item.tooltip = frame === undefined ? vscode.l10n.t('Show TCP Sockets') : longText(frame);
    item.accessibilityInformation = { label: frame === undefined ? (item.tooltip as string) : spokenText(frame) };
    if (statusBarVisible.value) {
      item.show();
    } else {
      item.hide();
    }
  };
  update();
  return vscode.Disposable.from(item, source.onDidChange(update), statusBarVisible.onDidChange(update));
}

function shortText({ total, worst, paused }: Frame): string {
  const icon = worst === undefined ? 'plug' : actorStyle[stateOf(worst.state).actor].icon;
  const trouble = worst === undefined ? '' : ` · ${countText(worst.count)} ${worst.state}`;
  return `$(${paused ? 'debug-pause' : icon}) ${countText(total)}${trouble}`;
}

function spokenText({ total, worst }: Frame): string {
  return worst === undefined
    ? vscode.l10n.t('{0} TCP sockets.', countText(total))
    : vscode.l10n.t(
        '{0} TCP sockets. {1} in {2}. {3}',
        countText(total),
        countText(worst.count),
        worst.state,
        actorSentence(worst.state),
      );
}

/** Counts by state, who must act for the worst, and what the reading costs. */
function longText({ counts, worst, cost, source }: Frame): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  text.isTrusted = { enabledCommands: [commandIds.showDiagram] };
  if (worst !== undefined) {
    text.appendMarkdown(`**${countText(worst.count)} ${worst.state}**: ${actorSentence(worst.state)}\n\n`);
  }
  const rows = tcpStates
    .filter(({ name }) => counts[name] !== undefined)
    .map(({ name, actor }) => `|$(${actorStyle[actor].icon})|${name}|${countText(counts[name]!)}|`);
  text.appendMarkdown(`||||\n|---|---|--:|\n${rows.join('\n')}\n\n`);
  text.appendMarkdown(
    `${vscode.l10n.t('A reading takes {0} ms of one core every {1} s ({2} %, source {3}).', cost.totalMs.toFixed(1), (cost.nextDelayMs / 1_000).toFixed(1), (cost.load * 100).toFixed(1), source)}\n\n`,
  );
  text.appendMarkdown(`[${vscode.l10n.t('Show State Diagram')}](command:${commandIds.showDiagram})`);
  return text;
}
