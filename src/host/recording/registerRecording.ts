import * as vscode from 'vscode';
import { commandIds, editorIds, registerCommand, setContext, type PastKind } from '../ids';
import { Late } from '../late';
import type { Model } from '../model';
import type { PanelControl } from '../panel/panelControl';
import type { Services } from '../services';
import type { RecordingEditors } from './recordingEditors';
import type { RecordingFile } from './recordingFile';

export type RecordingServices = Pick<Services, 'model' | 'monitor' | 'machine' | 'log' | 'extensionUri'>;

/** Recordings: start, stop, save, open, the editor of a saved one, and the way back to now. */
export function registerRecording(services: RecordingServices, panels: PanelControl): vscode.Disposable {
  const { model, monitor } = services;
  const followed = new Late(async () => (await import('./followRecording')).followRecording(services));
  return vscode.Disposable.from(
    followed,
    model.onDidChange(() => {
      if (model.recordingStatus?.isOn === true) {
        void followed.load();
      }
    }),
    keepContext(model),
    registerCommand(commandIds.startRecording, () => {
      // What is paused is not read, and what is not read is not recorded.
      if (model.paused) {
        model.setPaused(false);
      }
      monitor.setRecording(true);
    }),
    registerCommand(commandIds.stopRecording, async () => (await import('./stopRecording')).stopRecording(services)),
    registerCommand(commandIds.saveRecording, async () => (await import('./saveRecording')).saveRecording(services)),
    registerCommand(commandIds.openRecording, async () => (await import('./chooseRecording')).chooseRecording()),
    registerCommand(commandIds.backToLive, () => model.showMoment(undefined)),
    registerEditors(services, panels),
  );
}

/** What opens a recording is loaded when one is opened. */
function registerEditors(services: RecordingServices, panels: PanelControl): vscode.Disposable {
  let editors: Promise<RecordingEditors> | undefined;
  const load = () =>
    (editors ??= Promise.all([import('./recordingEditors'), panels.load()]).then(
      ([module, loaded]) => new module.RecordingEditors(services, loaded),
    ));
  const provider: vscode.CustomReadonlyEditorProvider<RecordingFile> = {
    openCustomDocument: async uri => (await load()).openCustomDocument(uri),
    resolveCustomEditor: async (file, panel) => (await load()).resolveCustomEditor(file, panel),
  };
  return vscode.window.registerCustomEditorProvider(editorIds.recording, provider);
}

/** Tells the `when` clauses of package.json what is shown and whether it is recorded. */
function keepContext(model: Pick<Model, 'moment' | 'recordingStatus' | 'onDidChange'>): vscode.Disposable {
  // VS Code keeps context keys when the extension host is restarted, so the first ones are always told.
  let past: PastKind | 'untold' | undefined = 'untold';
  let isOn: boolean | undefined;
  const update = () => {
    const { moment, recordingStatus } = model;
    const pastNow = moment === undefined ? undefined : moment.recording === undefined ? 'recorded' : 'file';
    if (pastNow !== past) {
      past = pastNow;
      setContext('socketscope.past', past);
    }
    const isOnNow = recordingStatus?.isOn === true;
    if (isOnNow !== isOn) {
      isOn = isOnNow;
      setContext('socketscope.recording', isOn);
    }
  };
  update();
  return model.onDidChange(update);
}
