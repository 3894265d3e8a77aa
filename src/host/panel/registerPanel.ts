import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import { commandIds, panelIds, registerCommand } from '../ids';
import type { PanelServices } from './diagramPanel';
import { asStateName, DiagramPanels } from './diagramPanels';

/** The state diagram: its command, given a state to explain or the connections to mark, and its return after a reload. */
export function registerPanel(services: PanelServices): vscode.Disposable {
  const panels = new DiagramPanels(services);
  return vscode.Disposable.from(
    panels,
    registerCommand(commandIds.showDiagram, (what?: TcpStateName | readonly string[]) => {
      if (Array.isArray(what)) {
        services.model.setSelected(what as readonly string[]);
      }
      panels.show(asStateName(what));
    }),
    vscode.window.registerWebviewPanelSerializer(panelIds.diagram, panels),
  );
}
