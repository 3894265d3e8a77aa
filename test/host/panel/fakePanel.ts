import { createBirpc, type BirpcReturn } from 'birpc';
import * as vscode from 'vscode';
import type { ScenarioId } from '../../../src/core/tcp/scenarios/scenario';
import type { TcpStateName } from '../../../src/core/tcp/states';
import type { PanelServices } from '../../../src/host/panel/panelServices';
import type { Trace } from '../../../src/protocol/monitor';
import type { PanelFunctions, PanelHostFunctions, PanelPicture } from '../../../src/protocol/panel';

/** A panel whose page is this test. Like VS Code's it may not be touched once it is closed. */
export class FakePanel {
  readonly viewType = 'socketscope.diagram';
  readonly title = 'TCP State Diagram';
  iconPath: unknown;
  readonly webview: Pick<
    vscode.Webview,
    'options' | 'html' | 'cspSource' | 'asWebviewUri' | 'onDidReceiveMessage' | 'postMessage'
  >;
  private readonly messages = new vscode.EventEmitter<unknown>();
  private readonly disposed = new vscode.EventEmitter<void>();
  readonly onDidDispose = this.disposed.event;
  private readonly viewStateChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeViewState = this.viewStateChanged.event;
  private isDisposed = false;
  private isVisible = true;

  /** What the page was told, as [name, parameter]. */
  readonly told: unknown[][] = [];
  /** The page's end of the bridge. */
  readonly host: BirpcReturn<PanelHostFunctions, PanelFunctions>;

  constructor() {
    let receive: (message: unknown) => void = () => undefined;
    this.webview = {
      options: {},
      html: '',
      cspSource: 'test:',
      asWebviewUri: uri => uri,
      onDidReceiveMessage: this.messages.event,
      postMessage: message => {
        this.refuseWhenDisposed();
        receive(throughJson(message));
        return Promise.resolve(true);
      },
    };
    this.host = createBirpc<PanelHostFunctions, PanelFunctions>(
      {
        update: (picture: PanelPicture) => void this.told.push(['update', picture.selected.map(({ id }) => id)]),
        showState: (state: TcpStateName | null) => void this.told.push(['showState', state]),
        learn: (scenario: ScenarioId) => void this.told.push(['learn', scenario]),
        draw: ({ format, footer, picture }) => {
          this.told.push(['draw', format, footer, picture.machine]);
          return Promise.resolve(`a drawing in ${format}`);
        },
      },
      { post: message => this.messages.fire(throughJson(message)), on: listener => (receive = listener) },
    );
  }

  get visible(): boolean {
    this.refuseWhenDisposed();
    return this.isVisible;
  }

  setVisible(visible: boolean): void {
    this.isVisible = visible;
    this.viewStateChanged.fire();
  }

  reveal(): void {
    this.refuseWhenDisposed();
  }

  close(): void {
    this.isDisposed = true;
    this.disposed.fire();
  }

  get asPanel(): vscode.WebviewPanel {
    return this as unknown as vscode.WebviewPanel;
  }

  private refuseWhenDisposed(): void {
    if (this.isDisposed) {
      throw new Error('Webview is disposed');
    }
  }
}

/** As VS Code passes messages on: what is undefined in a list arrives as null. */
function throughJson(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message));
}

/** A model whose traces come when the test lets them, and a tree with nothing but a filter. */
export class FakeServices implements PanelServices {
  readonly extensionUri = vscode.Uri.file('/extension');
  readonly log = { debug: () => undefined, warn: () => undefined } as unknown as vscode.LogOutputChannel;
  readonly lab = {
    runScenario: () => Promise.reject(new Error('There is no lab.')),
    stepScenario: () => Promise.reject(new Error('There is no lab.')),
    stop: () => Promise.resolve(),
  };
  readonly explanations = {
    load: () => Promise.reject(new Error('There are none.')),
    loadScenarios: () => Promise.reject(new Error('There are none.')),
  };

  readonly ignored = { heard: () => [], onDidChange: new vscode.EventEmitter<void>().event };

  readonly changed = new vscode.EventEmitter<void>();
  private readonly selectionChanged = new vscode.EventEmitter<void>();
  private readonly stateChanged = new vscode.EventEmitter<void>();
  private selectedIds: readonly string[] = [];
  /** Traces are answered after this. */
  hold: Promise<void> = Promise.resolve();
  lookers = 0;
  /** How often the ways of the selected connections were asked for. */
  traced = 0;

  readonly tree: { state: TcpStateName | undefined } & PanelServices['tree'] = {
    state: undefined,
    onDidChangeState: this.stateChanged.event,
    filterByState: state => {
      if (this.tree.state !== state) {
        this.tree.state = state;
        this.stateChanged.fire();
      }
    },
    reveal: () => Promise.resolve(false),
  };

  readonly model: PanelServices['model'];

  constructor() {
    const selected = () => this.selectedIds;
    this.model = {
      frame: undefined,
      machine: 'devbox',
      recording: undefined,
      paused: true,
      trouble: undefined,
      get selectedIds() {
        return selected();
      },
      onDidChange: this.changed.event,
      onDidChangeSelection: this.selectionChanged.event,
      trace: async ids => {
        this.traced += 1;
        await this.hold;
        return ids.map((id): Trace => ({ id, steps: [] }));
      },
      details: () => Promise.resolve(undefined),
      search: () => Promise.resolve({ takenAt: 0, total: 0, rows: [] }),
      moment: undefined,
      showMoment: () => Promise.resolve(),
      timeline: () => Promise.resolve({ at: [], counts: {} }),
      setSelected: ids => {
        this.selectedIds = ids;
        this.selectionChanged.fire();
      },
      looking: () => {
        this.lookers += 1;
        return new vscode.Disposable(() => (this.lookers -= 1));
      },
    };
  }
}
