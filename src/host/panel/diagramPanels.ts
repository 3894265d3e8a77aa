import * as vscode from 'vscode';
import type { ScenarioId } from '../../core/tcp/scenarios/scenario';
import { asStateName, type TcpStateName } from '../../core/tcp/states';
import type { PanelMemory } from '../../protocol/panel';
import { panelIds } from '../ids';
import type { DrawOptions, Panels } from './panelControl';
import { DiagramPanel } from './diagramPanel';
import type { PanelServices } from './panelServices';

interface RecordedDiagram {
  /** It changes when the monitor is started anew and opens the file again. */
  readonly id: () => string | undefined;
  readonly diagram: DiagramPanel;
}

/** The one diagram of the window: opened when it is asked for, and brought back after a reload of the window. */
export class DiagramPanels implements vscode.WebviewPanelSerializer<PanelMemory>, Panels, vscode.Disposable {
  private shown: DiagramPanel | undefined;
  /** Of opened recordings. */
  private readonly recorded = new Set<RecordedDiagram>();

  constructor(private readonly services: PanelServices) {}

  /** @param what a state to explain; anything else is none */
  show(what: unknown): void {
    this.current().show(asStateName(what));
  }

  /** A hidden panel has no page that could draw: it is brought to the front. */
  draw(format: 'svg' | 'png', options: DrawOptions): Promise<string> {
    return this.current().draw(format, options);
  }

  /** Makes the editor of a recording a diagram, which is the window's while that recording is shown. */
  adoptRecording(
    panel: vscode.WebviewPanel,
    model: PanelServices['model'],
    id: () => string | undefined,
  ): vscode.Disposable {
    const recorded = { id, diagram: new DiagramPanel(panel, { ...this.services, model }, undefined) };
    this.recorded.add(recorded);
    return new vscode.Disposable(() => {
      this.recorded.delete(recorded);
      recorded.diagram.dispose();
    });
  }

  learn(scenario: ScenarioId): void {
    this.shown ??= this.open();
    this.shown.learn(scenario);
  }

  /** What was explained is explained again. The tree is not filtered by it: after a reload nobody has asked for that. */
  deserializeWebviewPanel(panel: vscode.WebviewPanel, memory: PanelMemory | undefined): Promise<void> {
    this.shown = this.adopt(panel, asStateName(memory?.state));
    return Promise.resolve();
  }

  dispose(): void {
    this.shown?.dispose();
  }

  /** The diagram of the recording that is shown, else the live one. */
  private current(): DiagramPanel {
    const { recording } = this.services.model;
    const recorded = recording && [...this.recorded].find(({ id }) => id() === recording.id);
    return recorded?.diagram ?? (this.shown ??= this.open());
  }

  private open(): DiagramPanel {
    const title = vscode.l10n.t('TCP State Diagram');
    return this.adopt(vscode.window.createWebviewPanel(panelIds.diagram, title, vscode.ViewColumn.Active), undefined);
  }

  private adopt(panel: vscode.WebviewPanel, state: TcpStateName | undefined): DiagramPanel {
    const diagram = new DiagramPanel(panel, this.services, state);
    panel.onDidDispose(() => {
      diagram.dispose();
      if (this.shown === diagram) {
        this.shown = undefined;
      }
    });
    return diagram;
  }
}
