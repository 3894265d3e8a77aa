import { randomBytes } from 'node:crypto';
import { createBirpc } from 'birpc';
import * as vscode from 'vscode';
import type { TcpStateName } from '../../core/tcp/states';
import type { Trace } from '../../protocol/monitor';
import type { PanelFunctions, PanelHostFunctions, PanelPicture } from '../../protocol/panel';
import type { Model } from '../model';
import type { Services } from '../services';
import { panelHtml } from './panelHtml';
import { panelWords } from './panelWords';

/** What the panel needs of the services. */
export interface PanelServices extends Pick<Services, 'extensionUri' | 'machine' | 'log'> {
  readonly model: Pick<
    Model,
    | 'frame'
    | 'paused'
    | 'trouble'
    | 'selectedIds'
    | 'onDidChange'
    | 'onDidChangeSelection'
    | 'trace'
    | 'details'
    | 'setSelected'
    | 'looking'
  >;
  readonly explanations: Pick<Services['explanations'], 'load'>;
  readonly tree: Pick<Services['tree'], 'filterByState' | 'reveal'>;
}

/**
 * The host's end of one diagram. VS Code throws the page away while it is hidden: then nothing is read for it and nothing
 * is sent, and when it is shown again the page starts anew and asks for the whole picture.
 */
export class DiagramPanel implements vscode.Disposable {
  private readonly page: ReturnType<typeof createBirpc<PanelFunctions, PanelHostFunctions>>;
  private readonly subscriptions: vscode.Disposable[] = [];
  private looking: vscode.Disposable | undefined;
  /** The page has asked for its first picture and is not hidden. */
  private isListening = false;
  private isSending = false;
  private isStale = false;
  private lastTraces: readonly Trace[] = [];

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly services: PanelServices,
    private state: TcpStateName | undefined,
  ) {
    const { webview } = panel;
    this.page = createBirpc<PanelFunctions, PanelHostFunctions>(this.functions(), {
      post: message => webview.postMessage(message),
      on: receive => void this.subscriptions.push(webview.onDidReceiveMessage(receive)),
    });
    this.subscriptions.push(
      panel.onDidChangeViewState(() => this.followVisibility()),
      services.model.onDidChange(() => this.send()),
      services.model.onDidChangeSelection(() => this.send()),
    );
    this.followVisibility();
    const folder = vscode.Uri.joinPath(services.extensionUri, 'dist', 'webview');
    webview.options = { enableScripts: true, localResourceRoots: [folder] };
    webview.html = panelHtml({
      script: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'panel.js')).toString(),
      style: webview.asWebviewUri(vscode.Uri.joinPath(folder, 'panel.css')).toString(),
      source: webview.cspSource,
      nonce: randomBytes(16).toString('base64url'),
      language: vscode.env.language,
      title: panel.title,
    });
  }

  /** Brings the panel to the front, with a state explained if one is given. */
  show(state: TcpStateName | undefined): void {
    this.panel.reveal();
    if (state !== undefined) {
      this.state = state;
      if (this.isListening) {
        void this.page.showState.asEvent(state);
      }
    }
  }

  dispose(): void {
    this.isListening = false;
    this.looking?.dispose();
    this.page.$close();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }

  private functions(): PanelHostFunctions {
    const { model, tree, explanations } = this.services;
    return {
      ready: async () => {
        const picture = await this.picture();
        this.isListening = this.panel.visible;
        return {
          words: panelWords(),
          locale: vscode.env.language,
          picture,
          ...(this.state && { state: this.state }),
        };
      },
      selectState: state => {
        this.state = state;
        tree.filterByState(state);
        return Promise.resolve();
      },
      explain: state => explanations.load(state),
      reveal: async id => {
        await tree.reveal(id);
      },
      details: id => model.details(id),
      deselect: id => {
        model.setSelected(model.selectedIds.filter(selected => selected !== id));
        return Promise.resolve();
      },
    };
  }

  private followVisibility(): void {
    if (this.panel.visible) {
      this.looking ??= this.services.model.looking();
    } else {
      this.isListening = false;
      this.looking?.dispose();
      this.looking = undefined;
    }
  }

  /** Sends the newest picture; what changes meanwhile is sent once, afterwards. */
  private send(): void {
    this.isStale = true;
    if (!this.isSending) {
      this.isSending = true;
      void this.sendWhileStale().finally(() => (this.isSending = false));
    }
  }

  private async sendWhileStale(): Promise<void> {
    while (this.isStale && this.isListening) {
      this.isStale = false;
      const picture = await this.picture();
      if (this.panel.visible) {
        await this.page.update.asEvent(picture);
      }
    }
  }

  private async picture(): Promise<PanelPicture> {
    const { model, machine } = this.services;
    const selected = await this.traces();
    const { frame, paused, trouble } = model;
    return { machine, selected, paused, ...(frame && { frame }), ...(trouble !== undefined && { trouble }) };
  }

  /** While the monitor cannot answer, the last ones known stay on the page; what is selected is still what counts. */
  private async traces(): Promise<readonly Trace[]> {
    const { model, log } = this.services;
    const ids = model.selectedIds;
    try {
      this.lastTraces = await model.trace(ids);
    } catch (error) {
      log.debug('The ways of the selected connections could not be read.', error);
      this.lastTraces = this.lastTraces.filter(({ id }) => ids.includes(id));
    }
    return this.lastTraces;
  }
}
