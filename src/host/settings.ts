import * as vscode from 'vscode';
import { readThresholds, type Thresholds } from '../core/checks/thresholds';
import type { MonitorOptions } from '../protocol/monitor';
import { settingIds, type SettingId } from './ids';

/** One setting of package.json, which also holds its default. A value of the wrong type in settings.json counts as unset. */
export interface Setting<Value> {
  readonly value: Value;
  /** The value for a document's language or folder. */
  valueIn(scope: vscode.ConfigurationScope): Value;
  readonly onDidChange: vscode.Event<void>;
}

export interface Settings {
  readonly refreshIntervalSeconds: Setting<number>;
  readonly source: Setting<MonitorOptions['source']>;
  readonly processesEnabled: Setting<boolean>;
  readonly hoverEnabled: Setting<boolean>;
  readonly codeLensEnabled: Setting<boolean>;
  readonly terminalLinksEnabled: Setting<boolean>;
  readonly statusBarVisible: Setting<boolean>;
  readonly treePageSize: Setting<number>;
  readonly watchNotifications: Setting<boolean>;
  readonly leakWatch: Setting<readonly string[]>;
  readonly checkThresholds: Setting<Partial<Thresholds>>;
}

export const settings: Settings = {
  refreshIntervalSeconds: setting(settingIds.refreshIntervalSeconds, numberBetween(0.5, 60)),
  source: setting(settingIds.source, asSource),
  processesEnabled: setting(settingIds.processesEnabled, asBoolean),
  hoverEnabled: setting(settingIds.hoverEnabled, asBoolean),
  codeLensEnabled: setting(settingIds.codeLensEnabled, asBoolean),
  terminalLinksEnabled: setting(settingIds.terminalLinksEnabled, asBoolean),
  statusBarVisible: setting(settingIds.statusBarVisible, asBoolean),
  treePageSize: setting(settingIds.treePageSize, numberBetween(10, 5_000)),
  watchNotifications: setting(settingIds.watchNotifications, asBoolean),
  leakWatch: setting(settingIds.leakWatch, asTexts),
  checkThresholds: setting(settingIds.checkThresholds, readThresholds),
};

function setting<Value>(id: SettingId, narrow: (value: unknown) => Value | undefined): Setting<Value> {
  const [section, key] = splitId(id);
  const read = (scope?: vscode.ConfigurationScope) => {
    const configuration = vscode.workspace.getConfiguration(section, scope);
    return narrow(configuration.get(key)) ?? narrow(configuration.inspect(key)?.defaultValue)!;
  };
  return {
    get value() {
      return read();
    },
    valueIn: read,
    onDidChange: (listener, self, disposables) =>
      vscode.workspace.onDidChangeConfiguration(
        event => event.affectsConfiguration(id) && void listener.call(self),
        undefined,
        disposables,
      ),
  };
}

function splitId(id: SettingId): [section: string, key: string] {
  const dot = id.indexOf('.');
  return [id.slice(0, dot), id.slice(dot + 1)];
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function asTexts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : undefined;
}

function asSource(value: unknown): MonitorOptions['source'] | undefined {
  return (['auto', 'sock_diag', 'proc'] as const).find(source => source === value);
}

/** package.json states the same range; settings.json can hold anything. */
function numberBetween(low: number, high: number): (value: unknown) => number | undefined {
  return value => (typeof value === 'number' ? Math.min(high, Math.max(low, value)) : undefined);
}

/** Numbers that are not negative, under the names that there are; all else is left to its default. */
