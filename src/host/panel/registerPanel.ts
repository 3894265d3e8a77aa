import * as vscode from 'vscode';
import { tcpStates, type TcpStateName } from '../../core/tcp/states';
import type { PanelMemory } from '../../protocol/panel';
import { commandIds, panelIds, registerCommand } from '../ids';
import { DiagramPanel, type PanelServices } from './diagramPanel';

/** The state diagram: one panel for the window, opened by its command and brought back after a reload of the window. */
export function registerPanel(services: PanelServices): vscode.Disposable {
  let shown: DiagramPanel | undefined;

  function adopt(panel: vscode.WebviewPanel, state: TcpStateName | undefined): DiagramPanel {
    const diagram = new DiagramPanel(panel, services, state);
    shown = diagram;
    panel.onDidDispose(() => {
      diagram.dispose();
      if (shown === diagram) {
        shown = undefined;
      }
    });
    return diagram;
  }

  function open(state: TcpStateName | undefined): DiagramPanel {
    const title = vscode.l10n.t('TCP State Diagram');
    return adopt(vscode.window.createWebviewPanel(panelIds.diagram, title, vscode.ViewColumn.Active), state);
  }

  return vscode.Disposable.from(
    registerCommand(commandIds.showDiagram, (what?: TcpStateName | readonly string[]) => {
      const state = asStateName(what);
      if (Array.isArray(what)) {
        services.model.setSelected(what as readonly string[]);
      }
      (shown ?? open(state)).show(state);
    }),
    vscode.window.registerWebviewPanelSerializer(panelIds.diagram, {
      deserializeWebviewPanel: (panel, memory: PanelMemory | undefined) => {
        const state = asStateName(memory?.state);
        adopt(panel, state);
        if (state !== undefined) {
          services.tree.filterByState(state);
        }
        return Promise.resolve();
      },
    }),
    new vscode.Disposable(() => shown?.dispose()),
  );
}

function asStateName(value: unknown): TcpStateName | undefined {
  return tcpStates.find(({ name }) => name === value)?.name;
}
