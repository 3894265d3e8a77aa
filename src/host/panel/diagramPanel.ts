import { randomBytes } from 'node:crypto';
import { createBirpc } from 'birpc';
import * as vscode from 'vscode';
import type { ScenarioId } from '../../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../../core/tcp/states';
import type { PanelFunctions, PanelHostFunctions } from '../../protocol/panel';
import { ScenarioPerformer } from '../labClient/scenarioPerformer';
import { commandIds } from '../ids';
import { nextEvent } from '../nextEvent';
import type { DrawOptions } from './panelControl';
import { diagramWords } from '../words/diagramWords';
import { drawRequest } from './drawRequest';
import { panelHtml } from './panelHtml';
import type { PanelServices } from './panelServices';
import { Pictures } from './pictures';
import { revealConnection } from './revealConnection';
import { searchFunctions } from './searchFunctions';
import { shareFunctions } from './shareFunctions';
import { StateFilter } from './stateFilter';
import { timeFunctions } from './timeFunctions';

/** A user who goes elsewhere each time does not want the drawing. */
const mostDrawings = 3;

/**
 * The host's end of one diagram. VS Code throws the page away while it is hidden: then nothing is read for it and nothing
 * is sent, and when it is shown again the page starts anew and asks for the whole picture.
 */
export class DiagramPanel implements vscode.Disposable {
  private readonly page: ReturnType<typeof createBirpc<PanelFunctions, PanelHostFunctions>>;
  private readonly subscriptions: vscode.Disposable[] = [];
  private readonly pictures: Pictures;
  private readonly filter: StateFilter;
  private readonly performer: ScenarioPerformer;
  /** Present while the panel is visible. */
  private looking: vscode.Disposable | undefined;
  private isClosed = false;
  /** The page has asked for its first picture and is not hidden. */
  private isListening = false;
  private readonly started = new vscode.EventEmitter<void>();
  private readonly hidden = new vscode.EventEmitter<void>();
  /** The scenario that was asked for, until the page has it. */
  private scenario: ScenarioId | undefined;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly services: PanelServices,
    /** The state that the page explains; whether the tree is filtered by it is another matter. */
    private explained: TcpStateName | undefined,
  ) {
    const { webview } = panel;
    this.filter = new StateFilter(services.tree);
    this.performer = new ScenarioPerformer(services.model, services.lab);
    this.page = createBirpc<PanelFunctions, PanelHostFunctions>(this.functions(), {
      // What was asked may be answered only after the panel was closed.
      post: message => (this.isClosed ? undefined : webview.postMessage(message)),
      on: receive => void this.subscriptions.push(webview.onDidReceiveMessage(receive)),
    });
    this.pictures = new Pictures(services, {
      isListening: () => this.isListening,
      send: picture => this.page.update.asEvent(picture),
    });
    this.subscriptions.push(
      panel.onDidChangeViewState(() => this.followVisibility()),
      services.model.onDidChange(() => this.pictures.noteChange()),
      services.model.onDidChangeSelection(() => this.pictures.noteChange()),
      services.ignored.onDidChange(() => this.pictures.noteChange()),
      this.filter.onDidLose(state => {
        if (state === this.explained) {
          this.explain(undefined);
        }
      }),
    );
    this.followVisibility();
    panel.iconPath = {
      light: vscode.Uri.joinPath(services.extensionUri, 'media', 'diagram-light.svg'),
      dark: vscode.Uri.joinPath(services.extensionUri, 'media', 'diagram-dark.svg'),
    };
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
      this.explain(state);
    }
  }

  /** Brings the panel to the front, in learn mode. */
  learn(scenario: ScenarioId): void {
    this.panel.reveal();
    this.scenario = scenario;
    if (this.isListening) {
      this.sendScenario();
    }
  }

  /** Has the page draw the whole figure, once it is there to do so; a page that is hidden meanwhile never answers. */
  async draw(format: 'svg' | 'png', options: DrawOptions): Promise<string> {
    for (let attempt = 0; attempt < mostDrawings; attempt++) {
      await this.awaitPage();
      if (this.isClosed) {
        break;
      }
      const hidden = nextEvent(this.hidden.event);
      const request = drawRequest(format, await this.pictures.compose(), options);
      const drawn = await Promise.race([this.page.draw(request), hidden.then(() => undefined)]);
      if (drawn !== undefined) {
        return drawn;
      }
    }
    throw new Error('The diagram was hidden or closed before it was drawn.');
  }

  private async awaitPage(): Promise<void> {
    if (!this.panel.visible) {
      // Without the focus, which the dialog that asks where to save it is about to take.
      this.panel.reveal(undefined, true);
    }
    if (!this.isListening) {
      await Promise.race([nextEvent(this.started.event), nextEvent(this.hidden.event)]);
    }
  }

  dispose(): void {
    this.isClosed = true;
    this.isListening = false;
    this.hidden.fire();
    this.looking?.dispose();
    this.looking = undefined;
    this.filter.dispose();
    this.performer.dispose();
    this.page.$close();
    vscode.Disposable.from(...this.subscriptions, this.started, this.hidden).dispose();
  }

  private functions(): PanelHostFunctions {
    const { model, explanations } = this.services;
    return {
      ready: async () => {
        this.isListening = false;
        const picture = await this.pictures.take();
        this.isListening = this.looking !== undefined;
        const scenario = this.takeScenario();
        // What changed since this picture was taken: after the answer, which the page needs first.
        setImmediate(() => {
          this.pictures.sendChanges();
          this.started.fire();
        });
        return {
          words: diagramWords(),
          ...(vscode.l10n.bundle && { texts: vscode.l10n.bundle }),
          locale: vscode.env.language,
          picture,
          ...(this.explained && { state: this.explained }),
          ...(scenario && { scenario }),
          ...(this.performer.run && { run: this.performer.run }),
        };
      },
      selectState: state => {
        this.explained = state ?? undefined;
        if (state === null) {
          this.filter.clear();
        } else {
          this.filter.set(state);
        }
        return Promise.resolve();
      },
      explain: state => explanations.load(state),
      scenarioTexts: () => explanations.loadScenarios(),
      reveal: id => {
        // The page does not wait: the user may be asked something first.
        void revealConnection(this.pictures.shownTrace(id) ?? { id }, this.services);
        return Promise.resolve();
      },
      details: id => model.details(id),
      explainFinding: code => {
        void vscode.commands.executeCommand(commandIds.explainFinding, code);
        return Promise.resolve();
      },
      ...searchFunctions(model),
      ...timeFunctions(model),
      ...this.performer.functions(),
      ...shareFunctions(),
    };
  }

  private followVisibility(): void {
    if (this.panel.visible) {
      this.looking ??= this.services.model.looking();
    } else {
      this.isListening = false;
      this.looking?.dispose();
      this.looking = undefined;
      this.hidden.fire();
    }
  }

  /** Explains a state in the page, or none, and leaves the tree as it is. */
  private explain(state: TcpStateName | undefined): void {
    this.explained = state;
    if (this.isListening) {
      void this.page.showState.asEvent(state ?? null);
    }
  }

  private sendScenario(): void {
    const scenario = this.takeScenario();
    if (scenario !== undefined) {
      void this.page.learn.asEvent(scenario);
    }
  }

  private takeScenario(): ScenarioId | undefined {
    const { scenario } = this;
    this.scenario = undefined;
    return scenario;
  }
}
