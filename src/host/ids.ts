import * as vscode from 'vscode';

/** Every id that package.json and the code share, once. A test holds both against each other. */

export const commandIds = {
  checkPort: 'socketscope.checkPort',
  countStates: 'socketscope.countStates',
  explainState: 'socketscope.explainState',
  explainSelectedOutput: 'socketscope.explainSelectedOutput',
  showDiagram: 'socketscope.showDiagram',
  learnScenario: 'socketscope.learnScenario',
  startLab: 'socketscope.startLab',
  stopLab: 'socketscope.stopLab',
  groupBy: 'socketscope.groupBy',
  filter: 'socketscope.filter',
  clearFilter: 'socketscope.clearFilter',
  chooseScope: 'socketscope.chooseScope',
  showMachine: 'socketscope.showMachine',
  hideLoopback: 'socketscope.hideLoopback',
  showLoopback: 'socketscope.showLoopback',
  refresh: 'socketscope.refresh',
  chooseNamespace: 'socketscope.chooseNamespace',
  pause: 'socketscope.pause',
  resume: 'socketscope.resume',
  showLog: 'socketscope.showLog',
  startRecording: 'socketscope.startRecording',
  stopRecording: 'socketscope.stopRecording',
  saveRecording: 'socketscope.saveRecording',
  openRecording: 'socketscope.openRecording',
  backToLive: 'socketscope.backToLive',
  exportSvg: 'socketscope.exportSvg',
  exportPng: 'socketscope.exportPng',
  copyMermaid: 'socketscope.copyMermaid',
  copyReport: 'socketscope.copyReport',
  copyReportWithoutAddresses: 'socketscope.copyReportWithoutAddresses',
  runAllChecks: 'socketscope.runAllChecks',
  showIgnoredFindings: 'socketscope.showIgnoredFindings',
  watchPort: 'socketscope.watchPort',
  watchNextRun: 'socketscope.watchNextRun',
  clearLeaks: 'socketscope.clearLeaks',
  stopWatchingPort: 'socketscope.stopWatchingPort',
  showWatchedPorts: 'socketscope.showWatchedPorts',
  // Not in the palette: on items of the tree, and in links.
  filterByState: 'socketscope.filterByState',
  showInDiagram: 'socketscope.showInDiagram',
  explainItem: 'socketscope.explainItem',
  copy: 'socketscope.copy',
  copyLocalAddress: 'socketscope.copyLocalAddress',
  copyRemoteAddress: 'socketscope.copyRemoteAddress',
  copyAsJson: 'socketscope.copyAsJson',
  whoHoldsPort: 'socketscope.whoHoldsPort',
  goToSocketCode: 'socketscope.goToSocketCode',
  openInBrowser: 'socketscope.openInBrowser',
  terminateProcess: 'socketscope.terminateProcess',
  showMore: 'socketscope.showMore',
  explainFinding: 'socketscope.explainFinding',
  showFindingInDiagram: 'socketscope.showFindingInDiagram',
  ignoreFinding: 'socketscope.ignoreFinding',
  heedFinding: 'socketscope.heedFinding',
} as const;
/** The commands behind the page's own Share menu. */
export const shareCommands = {
  svg: commandIds.exportSvg,
  png: commandIds.exportPng,
  mermaid: commandIds.copyMermaid,
  report: commandIds.copyReport,
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

export const viewContainerId = 'socketscope';

export const viewIds = {
  sockets: 'socketscope.sockets',
  checks: 'socketscope.checks',
  /** In the Run and Debug sidebar. */
  debuggee: 'socketscope.debuggee',
} as const;
export type ViewId = (typeof viewIds)[keyof typeof viewIds];

/** Menus inside menus. */
export const submenuIds = { share: 'socketscope.share' } as const;

/** View types of webview panels. */
export const panelIds = { diagram: 'socketscope.diagram' } as const;

/** View types of custom editors. */
export const editorIds = { recording: 'socketscope.recording' } as const;

/** Of the provider that offers the MCP server. */
export const mcpProviderId = 'socketscope.mcp';

/** Of the files that hold a recording. */
export const recordingExtension = 'socketscope';

export const settingIds = {
  refreshIntervalSeconds: 'socketscope.refresh.intervalSeconds',
  source: 'socketscope.source',
  processesEnabled: 'socketscope.processes.enabled',
  hoverEnabled: 'socketscope.hover.enabled',
  codeLensEnabled: 'socketscope.codeLens.enabled',
  terminalLinksEnabled: 'socketscope.terminalLinks.enabled',
  statusBarVisible: 'socketscope.statusBar.visible',
  treePageSize: 'socketscope.tree.pageSize',
  checkThresholds: 'socketscope.checks.thresholds',
  watchNotifications: 'socketscope.watch.notifications',
  leakWatch: 'socketscope.leakWatch',
} as const;
export type SettingId = (typeof settingIds)[keyof typeof settingIds];

/** Why the tree is empty: which welcome text is shown. */
export type Emptiness = 'not-read' | 'no-sockets' | 'filter-hides-all' | 'unsupported' | 'unreadable';

/** What the views show in the place of now: what the monitor has recorded by itself, or an opened file. */
export type PastKind = 'recorded' | 'file';

/** Context keys with the type of their value. */
interface ContextValues {
  'socketscope.debugging': boolean;
  'socketscope.emptiness': Emptiness | undefined;
  'socketscope.filtered': boolean;
  'socketscope.leaked': boolean;
  'socketscope.loopbackHidden': boolean;
  'socketscope.otherNamespace': boolean;
  'socketscope.past': PastKind | undefined;
  'socketscope.paused': boolean;
  'socketscope.recording': boolean;
  'socketscope.scoped': boolean;
  'socketscope.watching': boolean;
}
export const contextKeys: readonly (keyof ContextValues)[] = [
  'socketscope.debugging',
  'socketscope.emptiness',
  'socketscope.filtered',
  'socketscope.leaked',
  'socketscope.loopbackHidden',
  'socketscope.otherNamespace',
  'socketscope.past',
  'socketscope.paused',
  'socketscope.recording',
  'socketscope.scoped',
  'socketscope.watching',
];

export function registerCommand(id: CommandId, run: (...args: never[]) => unknown): vscode.Disposable {
  return vscode.commands.registerCommand(id, run as (...args: unknown[]) => unknown);
}

/** Sets a key that the `when` clauses of package.json use. */
export function setContext<Key extends keyof ContextValues>(key: Key, value: ContextValues[Key]): void {
  void vscode.commands.executeCommand('setContext', key, value);
}
