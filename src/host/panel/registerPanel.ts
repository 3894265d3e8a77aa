import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import { scenarioIds } from '../../core/tcp/scenarios/scenario';
import { commandIds, panelIds, registerCommand } from '../ids';
import type { PanelControl } from '../services';
import type { PanelServices } from './diagramPanel';
import { asStateName, DiagramPanels } from './diagramPanels';
import { pickScenario } from './scenarioPick';

/** The diagram and its scenarios: commands, given a state to explain, connections to mark or a scenario; a reload. */
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
    registerCommand(commandIds.learnScenario, async (given: unknown) => {
      const scenario =
        scenarioIds.find(id => id === given) ?? (await pickScenario(await services.explanations.loadScenarios()));
      if (scenario !== undefined) {
        panels.learn(scenario);
      }
    }),
    vscode.window.registerWebviewPanelSerializer(panelIds.diagram, panels),
  ];
  return {
    adoptRecording: (panel, model, id) => panels.adoptRecording(panel, model, id),
    draw: (format, options) => panels.draw(format, options),
    dispose: () => {
      vscode.Disposable.from(...disposables).dispose();
    },
  };
}
