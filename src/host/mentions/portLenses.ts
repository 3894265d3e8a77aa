import * as vscode from 'vscode';
import type { PortSummary } from '../../core/sockets/portSummary';
import { commandIds } from '../ids';
import type { Services } from '../services';
import type { Settings } from '../settings';
import type { DocumentPorts } from './documentPorts';
import { containerLensTitle, lensTitle } from './portWords';
import { windowScopes } from './windowScopes';

export interface LensServices extends Pick<Services, 'model' | 'monitor' | 'scopes'> {
  readonly settings: Pick<Settings, 'codeLensEnabled'>;
  readonly ports: DocumentPorts;
}

/**
 * Above each place where a server's port stands: what that port is doing now. Sockets are read while an editor is visible that
 * has such a place; each reading is asked once for all of them, and lenses are drawn anew only when a title has changed.
 */
export class PortLenses implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private summaries: ReadonlyMap<number, PortSummary> = new Map();
  private looking: vscode.Disposable | undefined;
  private asking: Promise<void> | undefined;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly services: LensServices) {
    const { monitor, settings } = services;
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.window.onDidChangeVisibleTextEditors(() => this.follow()),
      // Also while the window looks at the past: code is about now.
      monitor.onDidReceiveFrame(({ moment }) => {
        if (this.looking !== undefined && moment === undefined) {
          void this.ask();
        }
      }),
      settings.codeLensEnabled.onDidChange(() => {
        this.follow();
        this.changed.fire();
      }),
    );
  }

  async lensesOf(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const mentions = this.portsOf(document);
    this.follow();
    if (mentions.some(({ port }) => !this.summaries.has(port))) {
      await this.asking;
      await this.ask();
    }
    const shown = new Set<string>();
    return mentions.flatMap(({ start, end, port, inContainer }) => {
      const summary = this.summaries.get(port);
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const place = `${range.start.line} ${port}`;
      if (summary === undefined || shown.has(place)) {
        return [];
      }
      shown.add(place);
      const tooltip = vscode.l10n.t('Find out who holds port {0}', String(port));
      return [
        new vscode.CodeLens(range, {
          title: inContainer === true ? containerLensTitle(summary) : lensTitle(summary),
          tooltip,
          command: commandIds.checkPort,
          arguments: [port],
        }),
      ];
    });
  }

  dispose(): void {
    this.looking?.dispose();
    this.subscriptions.dispose();
  }

  private portsOf(document: vscode.TextDocument) {
    const { settings, ports } = this.services;
    return settings.codeLensEnabled.valueIn(document) ? ports.in(document) : [];
  }

  private get visiblePorts(): number[] {
    const documents = new Set(vscode.window.visibleTextEditors.map(({ document }) => document));
    return [...new Set(Array.from(documents, document => this.portsOf(document).map(({ port }) => port)).flat())];
  }

  private follow(): void {
    if (this.visiblePorts.length > 0) {
      this.looking ??= this.services.model.looking();
    } else {
      this.looking?.dispose();
      this.looking = undefined;
    }
  }

  /** One question at a time; a reading that comes meanwhile is not asked. */
  private ask(): Promise<void> {
    this.asking ??= this.update().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async update(): Promise<void> {
    const ports = this.visiblePorts;
    let answer: readonly PortSummary[] = [];
    try {
      answer =
        ports.length === 0
          ? []
          : ((await this.services.model.portSummaries(ports, windowScopes(this.services.scopes))) ?? []);
    } catch {
      // The client has written it to the log; without an answer there is no lens.
    }
    const before = this.summaries;
    this.summaries = new Map(answer.map(summary => [summary.port, summary]));
    const isSame = ({ port }: PortSummary) => {
      const one = before.get(port);
      return one !== undefined && lensTitle(one) === lensTitle(this.summaries.get(port)!);
    };
    if (answer.length !== before.size || !answer.every(isSame)) {
      this.changed.fire();
    }
  }
}
