import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import { commandIds, panelIds, registerCommand } from '../ids';
import type { PanelControl } from '../services';
import type { PanelServices } from './diagramPanel';
import { asStateName, DiagramPanels } from './diagramPanels';

/** The state diagram: its command, given a state to explain or the connections to mark, and its return after a reload. */
export function registerPanel(services: PanelServices): PanelControl & { dispose(): void } {
  const panels = new DiagramPanels(services);
  const disposables = [
    panels,
    registerCommand(commandIds.showDiagram, (what?: TcpStateName | readonly string[]) => {
      if (Array.isArray(what)) {
        services.model.setSelected(what as readonly string[]);
      }
      panels.show(asStateName(what));
    }),
    vscode.window.registerWebviewPanelSerializer(panelIds.diagram, panels),
  ];
  return {
    adoptRecording: (panel, model, id) => panels.adoptRecording(panel, model, id),
    dispose: () => {
      vscode.Disposable.from(...disposables).dispose();
    },
  };
}
