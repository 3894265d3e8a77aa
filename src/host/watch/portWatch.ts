import * as vscode from 'vscode';
import type { Finding } from '../../core/checks/finding';
import { PortChanges, type PortChange, type WatchedPort } from '../../core/watch/watchedPort';
import type { Frame } from '../../protocol/monitor';
import type { IgnoredFindings } from '../checks/ignoredFindings';
import { setContext } from '../ids';
import type { Model } from '../model';
import type { MonitorClient } from '../monitorClient/monitorClient';

const key = 'watch.ports';
/** More are no watch but a list, for which there is the tree's filter. */
export const mostWatchedPorts = 8;

/**
 * The ports that the user watches, kept with the workspace. While there is one, sockets are read at the monitor's pace. It looks
 * at now, also while the window looks at the past.
 */
export class PortWatch implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Other ports, or a new reading of them. */
  readonly onDidChange = this.changed.event;
  private readonly happened = new vscode.EventEmitter<readonly PortChange[]>();
  /** Something that is worth telling; each once. */
  readonly onDidHappen = this.happened.event;

  private readonly changes = new PortChanges();
  private last: ReadonlyMap<number, WatchedPort> = new Map();
  private looking: vscode.Disposable | undefined;
  private namespace: number | undefined;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly monitor: Pick<MonitorClient, 'onDidReceiveFrame' | 'portSummaries'>,
    private readonly model: Pick<Model, 'looking'>,
    private readonly ignored: Pick<IgnoredFindings, 'heard'>,
    private readonly memento: vscode.Memento,
  ) {
    this.subscription = monitor.onDidReceiveFrame(frame => void this.read(frame));
    this.follow();
  }

  /** In the order in which the user began to watch them. */
  get ports(): readonly number[] {
    const stored = this.memento.get<unknown>(key);
    return Array.isArray(stored) ? stored.filter(isPort).slice(0, mostWatchedPorts) : [];
  }

  /** What the last reading shows of a watched port; absent before the first one. */
  reading(port: number): WatchedPort | undefined {
    return this.last.get(port);
  }

  has(port: number): boolean {
    return this.ports.includes(port);
  }

  /** False when there are too many already. */
  add(port: number): boolean {
    const { ports } = this;
    if (ports.length >= mostWatchedPorts && !ports.includes(port)) {
      return false;
    }
    this.store([...ports.filter(one => one !== port), port]);
    return true;
  }

  remove(port: number): void {
    this.store(this.ports.filter(one => one !== port));
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.changed, this.happened).dispose();
    this.looking?.dispose();
  }

  private store(ports: readonly number[]): void {
    void this.memento.update(key, ports);
    this.follow();
    this.changed.fire();
  }

  private follow(): void {
    const isWatching = this.ports.length > 0;
    setContext('socketscope.watching', isWatching);
    if (isWatching) {
      this.looking ??= this.model.looking();
    } else {
      this.looking?.dispose();
      this.looking = undefined;
      this.last = new Map();
      this.changes.forget();
    }
  }

  private async read({ moment, namespace, report, paused, takenAt }: Frame): Promise<void> {
    const { ports } = this;
    if (ports.length === 0 || moment !== undefined || paused) {
      return;
    }
    const summaries = await this.monitor.portSummaries(ports).catch(() => undefined);
    if (summaries === undefined) {
      return; // The monitor has died: what changed meanwhile is news of the next reading.
    }
    const findings = this.ignored.heard(report);
    const watched = summaries
      .filter(({ port }) => this.has(port))
      .map(summary => ({
        port: summary.port,
        summary,
        findings: findings.filter(finding => isAbout(finding, summary.port)),
      }));
    if (namespace?.id !== this.namespace) {
      this.namespace = namespace?.id;
      this.changes.forget();
    }
    this.last = new Map(watched.map(one => [one.port, one]));
    const changes = this.changes.take(watched, takenAt);
    this.changed.fire();
    if (changes.length > 0) {
      this.happened.fire(changes);
    }
  }
}

/** What happens at the port here, or at that port of another machine or program that connections of here lead to. */
function isAbout({ port, destination }: Finding, watched: number): boolean {
  return port === watched || destination?.port === watched;
}

/** What is stored may come from another version. */
function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
}
