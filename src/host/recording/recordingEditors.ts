import * as vscode from 'vscode';
import type { Panels } from '../panel/panelControl';
import type { Services } from '../services';
import { RecordedModel } from './recordedModel';
import { RecordingFile } from './recordingFile';
import { troublePage } from './troublePage';

type EditorServices = Pick<Services, 'model' | 'monitor'>;

/** Opens recordings as diagrams. While such an editor is the active one, the whole window looks at its recording. */
export class RecordingEditors implements vscode.CustomReadonlyEditorProvider<RecordingFile> {
  constructor(
    private readonly services: EditorServices,
    private readonly panels: Panels,
  ) {}

  /** Also for a file that is no recording: its editor says so. */
  async openCustomDocument(uri: vscode.Uri): Promise<RecordingFile> {
    const file = new RecordingFile(uri, this.services.model, this.services.monitor);
    await file.open();
    return file;
  }

  resolveCustomEditor(file: RecordingFile, panel: vscode.WebviewPanel): void {
    const editor = new RecordingEditor(file, panel, this.services, this.panels);
    panel.onDidDispose(() => editor.dispose());
  }
}

/** One recording in its editor: the diagram, or what is wrong with the file. */
class RecordingEditor implements vscode.Disposable {
  private readonly model: RecordedModel;
  private readonly subscriptions: { dispose(): unknown }[];
  private diagram: { dispose(): void } | undefined;
  private wasActive = false;

  constructor(
    private readonly file: RecordingFile,
    private readonly panel: vscode.WebviewPanel,
    private readonly services: EditorServices,
    private readonly panels: Panels,
  ) {
    this.model = new RecordedModel(services.model, file);
    this.subscriptions = [
      this.model,
      panel.onDidChangeViewState(() => this.follow()),
      file.onDidOpen(() => this.showFile()),
    ];
    this.showFile();
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
    this.diagram?.dispose();
    this.leave();
  }

  /** The file was opened, again perhaps, or cannot be opened any more. */
  private showFile(): void {
    const { file, panel } = this;
    if (file.info === undefined) {
      this.diagram?.dispose();
      this.diagram = undefined;
      panel.webview.html = troublePage(file);
    } else {
      this.diagram ??= this.panels.adoptRecording(panel, this.model, () => file.info?.id);
      this.wasActive = false;
      this.follow();
    }
  }

  /** Also the focus in the sidebar or in a terminal leaves the editor the active one. */
  private follow(): void {
    const { active } = this.panel;
    if (active === this.wasActive) {
      return;
    }
    this.wasActive = active;
    if (active) {
      void this.model.showAgain();
    } else {
      this.leave();
    }
  }

  private leave(): void {
    if (this.file.info !== undefined) {
      this.services.model.showNot(this.file.info.id);
    }
  }
}
