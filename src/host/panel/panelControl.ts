import type * as vscode from 'vscode';
import type { PanelServices } from './panelServices';

/** What other features may do with the diagram, whose code is loaded when it is first wanted. */
export interface PanelControl {
  load(): Promise<Panels>;
}

/** The diagrams of the window. */
export interface Panels {
  /**
   * Makes the editor of a recording a diagram, until it is disposed. It is the window's diagram while `model.recording` has
   * the id that `id` answers.
   */
  adoptRecording(
    panel: vscode.WebviewPanel,
    model: PanelServices['model'],
    id: () => string | undefined,
  ): vscode.Disposable;
  /** Opens the diagram if need be, and has its page draw the whole figure: the text of an SVG, or a PNG in base64. */
  draw(format: 'svg' | 'png', options: DrawOptions): Promise<string>;
}

export interface DrawOptions {
  /** Letters stand for addresses, and the machine is not named. */
  readonly withoutAddresses: boolean;
}
