import * as vscode from 'vscode';
import type { Severity } from '../../core/tcp/states';
import { severityIcons } from '../checks/severityIcons';
import { commandIds } from '../ids';
import { escapeMarkdown } from '../markdown';
import { countText } from '../tree/quantityText';
import type { PortWatch } from './portWatch';
import { watchedDescription } from './watchWords';
import { labelled } from '../words/joinedTexts';

/** Ports that the item names; the rest are in its tooltip. */
const mostNamed = 3;

/** One item that names the watched ports; hidden while there is none. */
export function watchStatus(watch: PortWatch): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('socketscope.watch', vscode.StatusBarAlignment.Left, -1);
  item.name = vscode.l10n.t('Socketscope: Watched Ports');
  item.command = commandIds.showWatchedPorts;
  const update = () => {
    const { ports } = watch;
    if (ports.length === 0) {
      item.hide();
      return;
    }
    const rest = ports.length > mostNamed ? [`+${countText(ports.length - mostNamed)}`] : [];
    const lines = ports.map(port => labelled(String(port), watchedDescription(watch.reading(port))));
    item.text = [...ports.slice(0, mostNamed).map(port => portText(watch, port)), ...rest].join(' ');
    item.tooltip = new vscode.MarkdownString(
      [vscode.l10n.t('Watched ports'), ...lines.map(line => `- ${escapeMarkdown(line)}`)].join('\n'),
    );
    item.accessibilityInformation = { label: [vscode.l10n.t('Watched ports'), ...lines].join('. ') };
    item.show();
  };
  update();
  return vscode.Disposable.from(item, watch.onDidChange(update));
}

/** An icon says whether somebody listens, or how bad the worst finding about the port is. */
function portText(watch: PortWatch, port: number): string {
  return `$(${watchedIcon(watch, port)}) ${port}`;
}

export function watchedIcon(watch: PortWatch, port: number): string {
  const reading = watch.reading(port);
  const [worst] = reading?.findings.filter(({ severity }) => severity !== notWorrying) ?? [];
  if (worst !== undefined) {
    return severityIcons[worst.severity].icon;
  }
  if (reading === undefined) {
    return 'eye';
  }
  return reading.summary.listeners.length > 0 ? 'plug' : 'debug-disconnect';
}

const notWorrying: Severity = 'info';
