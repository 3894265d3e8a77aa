import * as vscode from 'vscode';
import { scenarioIds, type ScenarioId } from '../../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../../core/tcp/states';
import type { PanelMemory } from '../../protocol/panel';
import { commandIds, panelIds, registerCommand } from '../ids';
import { Late } from '../late';
import type { PanelControl } from './panelControl';
import type { PanelServices } from './panelServices';

/** The diagram and its scenarios: commands, given a state to explain, connections to mark or a scenario; a reload. */
export function registerPanel(services: PanelServices): PanelControl & { dispose(): void } {
  const panels = new Late(async () => new (await import('./diagramPanels')).DiagramPanels(services));
  const disposables = [
    panels,
    registerCommand(commandIds.showDiagram, async (what?: TcpStateName | readonly string[]) => {
      if (Array.isArray(what)) {
        services.model.setSelected(what as readonly string[]);
      }
      (await panels.load()).show(what);
    }),
    registerCommand(commandIds.learnScenario, async (given: unknown) => {
      const scenario = scenarioIds.find(id => id === given) ?? (await pick(services));
      if (scenario !== undefined) {
        (await panels.load()).learn(scenario);
      }
    }),
    vscode.window.registerWebviewPanelSerializer(panelIds.diagram, {
      deserializeWebviewPanel: async (panel, memory: PanelMemory | undefined) =>
        (await panels.load()).deserializeWebviewPanel(panel, memory),
    }),
  ];
  return {
    load: () => panels.load(),
    dispose: () => {
      vscode.Disposable.from(...disposables).dispose();
    },
  };
}

async function pick({ explanations }: PanelServices): Promise<ScenarioId | undefined> {
  const [{ pickScenario }, texts] = await Promise.all([import('./scenarioPick'), explanations.loadScenarios()]);
  return pickScenario(texts);
}
