import * as vscode from 'vscode';
import { registerAgents } from './host/agents/registerAgents';
import { createApi } from './host/api/createApi';
import { IgnoredFindings } from './host/checks/ignoredFindings';
import { registerChecks } from './host/checks/registerChecks';
import type { SocketscopeApi } from './host/api/socketscope';
import { DebugSessions } from './host/debug/debugSessions';
import { registerDebug } from './host/debug/registerDebug';
import { Explanations } from './host/explain/explanations';
import { registerHovers } from './host/hovers/registerHovers';
import { LabClient } from './host/labClient/labClient';
import { registerLab } from './host/labClient/registerLab';
import { machineName } from './host/machine';
import { Model } from './host/model';
import { registerMentions } from './host/mentions/registerMentions';
import { MonitorClient } from './host/monitorClient/monitorClient';
import { monitorOptions, registerMonitor } from './host/monitorClient/registerMonitor';
import { registerNamespaces } from './host/namespaces/registerNamespaces';
import { registerPalette } from './host/palette/registerPalette';
import { registerPanel } from './host/panel/registerPanel';
import { registerPort } from './host/port/registerPort';
import { registerRecording } from './host/recording/registerRecording';
import { Scopes } from './host/scope/scopes';
import type { Services } from './host/services';
import { settings } from './host/settings';
import { registerShare } from './host/share/registerShare';
import { registerStatusBar } from './host/statusBar/statusBar';
import { registerLeakWatch } from './host/leakWatch/registerLeakWatch';
import { PortWatch } from './host/watch/portWatch';
import { registerWatch } from './host/watch/registerWatch';
import { registerTree } from './host/tree/registerTree';

/** Nothing is read, and no process is started, before somebody looks. */
export function activate({ extension, workspaceState, subscriptions }: vscode.ExtensionContext): SocketscopeApi {
  const { extensionUri } = extension;
  const log = vscode.window.createOutputChannel('Socketscope', { log: true });
  const script = (name: string) => vscode.Uri.joinPath(extensionUri, 'dist', name).fsPath;
  const monitor = new MonitorClient(script('monitor.js'), monitorOptions, log);
  const lab = new LabClient(script('lab.js'), log);
  const machine = machineName();
  const model = new Model(monitor, machine);
  const explanations = new Explanations(extensionUri, vscode.env.language);
  const ignored = new IgnoredFindings(workspaceState);
  const debugSessions = new DebugSessions(monitor, model);
  const scopes = new Scopes(debugSessions);
  const watch = new PortWatch(monitor, model, ignored, workspaceState);
  const tree = registerTree({ model, monitor, explanations, scopes, workspaceState, watch });
  const looks = { model, explanations, ignored, scopes, tree };
  const services: Services = { extensionUri, log, machine, monitor, lab, debugSessions, ...looks };
  const panel = registerPanel(services);

  subscriptions.push(
    log,
    monitor,
    lab,
    model,
    debugSessions,
    scopes,
    tree,
    registerDebug(services),
    registerMonitor(services),
    registerNamespaces(services),
    panel,
    registerLab(script('lab.js'), services),
    registerRecording(services, panel),
    registerPort(services),
    registerAgents(services, extension),
    watch,
    registerWatch(services, watch),
    registerLeakWatch(services),
    registerPalette(services),
    registerShare({ ...services, panel }),
    ignored,
    registerChecks(services),
    registerStatusBar(model, ignored, settings),
    registerMentions(services),
    registerHovers({ explanations, settings, counts: () => model.counts() }),
  );
  return createApi(services);
}
