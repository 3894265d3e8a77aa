/**
 * Shows the panel's built page in a real Chromium as VS Code shows it: the host's own HTML with its content security
 * policy, VS Code's theme colours and default styles, and a host at the other end of the same birpc protocol.
 */
import { createBirpc, type BirpcReturn } from 'birpc';
import { build, type BuildOptions } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { SocketDetails } from '../../src/core/sockets/socketDetails';
import type { ScenarioRun } from '../../src/protocol/scenario';
import type { Timeline } from '../../src/protocol/recording';
import type {
  PanelFunctions,
  PanelHostFunctions,
  PanelMemory,
  PanelPicture,
  PanelSetup,
  SearchAnswer,
} from '../../src/protocol/panel';
import { panelHtml } from '../../src/host/panel/panelHtml';
import { browserArguments, ensureBrowser } from '../../scripts/lib/browser.mjs';
import { webviewBundle } from '../../scripts/lib/webviewBundle.mjs';
import { explanationOf, scenarioTextsIn } from './explanations';
import { PageServer } from './pageServer';
import themes from './themes.json';
import { defaultStyles } from './vsCodeStyles';
import { testWords } from './words';

export type ThemeName = keyof typeof themes;
export const themeNames = Object.keys(themes) as ThemeName[];

export interface PanelOptions {
  theme?: ThemeName;
  width?: number;
  height?: number;
  picture: PanelPicture;
  /** The folder of the explanations; the words come with `setup`. */
  language?: string;
  setup?: Partial<PanelSetup>;
  memory?: PanelMemory;
  reducedMotion?: boolean;
  /** Device pixels per CSS pixel. */
  scale?: number;
  /** No later panel comes into this one's page: for a test that changes what a page cannot get rid of. */
  ownPage?: boolean;
  details?: SocketDetails;
  search?: (filter: string) => SearchAnswer;
  /** Everything that the host has recorded; what is asked for of it is cut out. */
  timeline?: Timeline;
  /** When the host has answered for a moment. */
  showMoment?: (at: number | null) => Promise<void>;
  /** What the host tells of a real scenario: at its beginning, and after each step. */
  runs?: readonly (ScenarioRun | Promise<ScenarioRun>)[];
}

export interface PanelUnderTest {
  readonly page: Page;
  /** Calls that the page made, as [name, ...parameters]. */
  readonly calls: unknown[][];
  /** The parameters of its calls for the timeline, which are not among those. */
  readonly timelineCalls: (number | null)[];
  /** Violations of the content security policy and errors that nobody caught. */
  readonly complaints: string[];
  readonly client: BirpcReturn<PanelFunctions, PanelHostFunctions>;
  update(picture: PanelPicture): Promise<void>;
  memory(): Promise<PanelMemory | undefined>;
  close(): Promise<void>;
}

/** A page of the browser, and the panel that is in it now: a page costs more than all that is loaded into it. */
interface Slot {
  readonly page: Page;
  readonly scale: number;
  shown: Shown | undefined;
}

interface Shown {
  /** The page that was there before goes on until this one is loaded, and is not to be taken for it. */
  readonly name: string;
  readonly complaints: string[];
  receive(message: unknown): void;
}

export class PanelBrowser {
  private readonly slots: Slot[] = [];
  private opened = 0;

  private constructor(
    private readonly browser: Browser,
    private readonly server: PageServer,
  ) {}

  static async start(): Promise<PanelBrowser> {
    const executablePath = (await ensureBrowser()) as string;
    const [browser, server] = await Promise.all([
      chromium.launch({ executablePath, args: browserArguments }),
      builtFiles().then(files => PageServer.start(files)),
    ]);
    return new PanelBrowser(browser, server);
  }

  async stop(): Promise<void> {
    await this.browser.close();
    this.server.stop();
  }

  async open(options: PanelOptions): Promise<PanelUnderTest> {
    const { theme = 'dark', width = 1400, height = 960, reducedMotion = false } = options;
    const slot = await this.freeSlot(options.scale ?? 1);
    const { page } = slot;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: reducedMotion ? 'reduce' : 'no-preference' });
    const calls: unknown[][] = [];
    const timelineCalls: (number | null)[] = [];
    const complaints: string[] = [];
    let receive: (message: unknown) => void = () => undefined;

    const name = String(++this.opened);
    slot.shown = { name, complaints, receive: message => receive(message) };
    const html = pageHtml({ ...themes[theme], name, memory: options.memory }, this.server.origin);
    const client = createBirpc<PanelFunctions, PanelHostFunctions>(hostFunctions(options, calls, timelineCalls), {
      post: message => page.evaluate(data => window.postMessage(data, '*'), message as object),
      on: listener => (receive = listener),
    });
    await page.goto(this.server.add(name, html));
    await page.waitForSelector('.diagram, .learn');
    await page.evaluate(() => document.fonts.load('16px codicon'));
    return {
      page,
      calls,
      timelineCalls,
      complaints,
      client,
      update: async picture => {
        await client.update(picture);
        await nextFrame(page);
      },
      memory: () => page.evaluate(() => (window as unknown as { memory?: PanelMemory }).memory),
      close: async () => {
        if (options.ownPage) {
          this.slots.splice(this.slots.indexOf(slot), 1);
          return page.context().close();
        }
        await page.mouse.move(0, 0);
        slot.shown = undefined;
      },
    };
  }

  private async freeSlot(scale: number): Promise<Slot> {
    const free = this.slots.find(slot => slot.scale === scale && slot.shown === undefined);
    if (free !== undefined) {
      return free;
    }
    const context = await this.browser.newContext({
      deviceScaleFactor: scale,
      locale: 'en-US',
      timezoneId: 'Europe/Berlin',
    });
    const page = await context.newPage();
    const slot: Slot = { page, scale, shown: undefined };
    this.slots.push(slot);
    // As VS Code passes messages on: what is undefined in a list arrives as null.
    const panelCalled = (name: string) => (slot.shown?.name === name ? slot.shown : undefined);
    await page.exposeFunction('toHost', (name: string, message: string) =>
      panelCalled(name)?.receive(JSON.parse(message)),
    );
    await page.exposeFunction('complain', (name: string, text: string) => panelCalled(name)?.complaints.push(text));
    page.on('pageerror', error => void slot.shown?.complaints.push(String(error)));
    page.on('console', message => {
      if (message.type() === 'error') {
        slot.shown?.complaints.push(message.text());
      }
    });
    return slot;
  }
}

export function nextFrame(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise<void>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

function hostFunctions(
  options: PanelOptions,
  calls: unknown[][],
  timelineCalls: (number | null)[],
): PanelHostFunctions {
  const record = (...call: unknown[]) => {
    calls.push(call);
    return Promise.resolve();
  };
  return {
    ready: async () => {
      await record('ready');
      return { words: testWords, locale: 'en', picture: options.picture, ...options.setup };
    },
    selectState: state => record('selectState', state),
    explain: state => Promise.resolve(explanationOf(state, options.language)),
    scenarioTexts: () => Promise.resolve(scenarioTextsIn(options.language)),
    reveal: id => record('reveal', id),
    explainFinding: code => record('explainFinding', code),
    search: async filter => {
      await record('search', filter);
      return options.search?.(filter) ?? { ok: true, takenAt: 0, total: 0, rows: [] };
    },
    choose: ids => record('choose', ids),
    deselect: id => record('deselect', id),
    share: (kind, withoutAddresses) => record('share', kind, withoutAddresses),
    details: async id => {
      await record('details', id);
      return options.details;
    },
    timeline: after => {
      timelineCalls.push(after);
      return Promise.resolve(laterThan(options.timeline ?? { at: [], counts: {} }, after));
    },
    showMoment: async at => {
      await record('showMoment', at);
      await options.showMoment?.(at);
    },
    runScenario: async scenario => {
      await record('runScenario', scenario);
      return options.runs?.[0] ?? { status: 'not-possible', reason: 'platform' };
    },
    stepScenario: async () => {
      await record('stepScenario');
      return (
        options.runs?.[calls.filter(([name]) => name === 'stepScenario').length] ?? {
          status: 'not-possible',
          reason: 'failed',
        }
      );
    },
    stopScenario: () => record('stopScenario'),
  };
}

function laterThan({ at, counts }: Timeline, after: number | null): Timeline {
  const begin = at.findIndex(time => time > (after ?? 0));
  const from = begin < 0 ? at.length : begin;
  return {
    at: at.slice(from),
    counts: Object.fromEntries(Object.entries(counts).map(([state, column]) => [state, column.slice(from)])),
  };
}

interface VsCodeOfTest {
  name: string;
  variables: Record<string, string>;
  bodyClass: string;
  memory: unknown;
}

type ToHost = (name: string, text: string) => unknown;

/** Runs in the page before anything else: what VS Code gives every webview. */
function playVsCode(given: VsCodeOfTest): void {
  const page = window as unknown as Record<string, unknown>;
  page.memory = given.memory;
  page.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => void (page.toHost as ToHost)(given.name, JSON.stringify(message)),
    getState: () => page.memory,
    setState: (memory: unknown) => (page.memory = memory),
  });
  document.addEventListener('securitypolicyviolation', event => {
    (page.complain as ToHost)(given.name, `${event.violatedDirective}: ${event.blockedURI}`);
  });
  const dress = () => {
    for (const [name, value] of Object.entries(given.variables)) {
      document.documentElement.style.setProperty(name, value);
    }
    // What is behind the page in VS Code.
    document.documentElement.style.setProperty('background-color', 'var(--vscode-editor-background)');
    document.body.className = given.bodyClass;
  };
  new MutationObserver((_, observer) => {
    if (document.body as HTMLElement | null) {
      observer.disconnect();
      dress();
    }
  }).observe(document, { childList: true, subtree: true });
}

function pageHtml(given: VsCodeOfTest, origin: string): string {
  const html = panelHtml({
    script: `${origin}/panel.js`,
    style: `${origin}/panel.css`,
    source: origin,
    nonce: 'test',
    language: 'en',
    title: 'TCP State Diagram',
  });
  // As VS Code does: before the page's own policy, so that it does not forbid them.
  const script = `(${playVsCode.toString()})(${JSON.stringify(given).replaceAll('<', '\\u003c')})`;
  return html.replace('<head>', () => `<head><style>${defaultStyles}</style><script>${script}</script>`);
}

async function builtFiles(): Promise<ReadonlyMap<string, Buffer>> {
  const { outputFiles } = await build({ ...(webviewBundle as BuildOptions), minify: true, write: false });
  return new Map(outputFiles.map(file => [file.path.replace(/^.*[\\/]/, ''), Buffer.from(file.contents)]));
}
