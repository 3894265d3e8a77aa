import * as vscode from 'vscode';
import { commandIds } from '../ids';
import type { PortWatch } from './portWatch';
import { watchedIcon } from './watchStatus';
import { watchedDescription } from './watchWords';

interface PortPick extends vscode.QuickPickItem {
  readonly port: number;
}

/** Which of the watched ports; the only one without asking. */
export async function pickWatchedPort(watch: PortWatch): Promise<number | undefined> {
  const items = picks(watch);
  if (items.length <= 1) {
    return items[0]?.port;
  }
  const title = vscode.l10n.t('Stop Watching Port');
  return (await vscode.window.showQuickPick(items, { title }))?.port;
}

/** The watched ports: choosing one checks it, and each has a button that ends its watch. */
export function showWatchedPorts(watch: PortWatch): Promise<void> {
  const stop: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon('close'),
    tooltip: vscode.l10n.t('Stop Watching'),
  };
  const list = vscode.window.createQuickPick<PortPick>();
  list.title = vscode.l10n.t('Watched Ports');
  list.placeholder = vscode.l10n.t('Choose a port to see who holds it');
  const update = () => {
    list.items = picks(watch).map(item => ({ ...item, buttons: [stop] }));
  };
  update();
  return new Promise(done => {
    const subscriptions = vscode.Disposable.from(
      list,
      list.onDidTriggerItemButton(({ item }) => {
        watch.remove(item.port);
        update();
        if (watch.ports.length === 0) {
          list.hide();
        }
      }),
      list.onDidAccept(() => {
        const [chosen] = list.selectedItems;
        list.hide();
        if (chosen !== undefined) {
          void vscode.commands.executeCommand(commandIds.checkPort, chosen.port);
        }
      }),
      list.onDidHide(() => {
        subscriptions.dispose();
        done();
      }),
    );
    list.show();
  });
}

function picks(watch: PortWatch): PortPick[] {
  return watch.ports.map(port => ({
    port,
    label: `$(${watchedIcon(watch, port)}) ${port}`,
    description: watchedDescription(watch.reading(port)),
  }));
}
