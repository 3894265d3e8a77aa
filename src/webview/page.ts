import { render } from 'lit';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { TcpStateName } from '../core/tcp/states';
import type { Explanation } from '../protocol/explanation';
import type { DrawRequest, PanelPicture, PanelSetup } from '../protocol/panel';
import { Announcer } from './announcer';
import { bringIntoView } from './bringIntoView';
import { cameraFrom, seeing, type Camera } from './diagram/camera';
import { figureFor } from './diagram/drawings';
import { emphasisOf } from './diagram/emphasis';
import type { Figure } from './diagram/figure';
import { Glide, wantsStillness } from './diagram/glide';
import { marksOf, type StateMarks } from './diagram/marks';
import { boxOfStop } from './diagram/navigation';
import { Pulse } from './diagram/pulse';
import { placeTokens } from './diagram/token';
import { trafficOf } from './diagram/traffic';
import { FocusKeeper } from './focusKeeper';
import { LearnMode } from './learn/learnMode';
import { pageView } from './pageView';
import { drawFigure } from './share/drawFigure';
import type { Connection } from './rpc';
import { Room } from './room';
import { Search } from './search';
import { shownConnections, type ShownConnections } from './shownConnections';
import { TimeTravel } from './timeline/timeTravel';
import type { Actions, Answer, Selection, Target, View } from './view';
import { Words } from './words';

/** The user may still be zooming: VS Code need not keep every step of it. */
const rememberAfterMs = 300;

/** What the page knows, and the one place that draws it: at most once a frame, and never while the page is hidden. */
export class Page {
  private picture: PanelPicture;
  private pictureCameAt = performance.now();
  private readonly words: Words;
  private figure = figureFor(window.innerWidth);
  private selection: Selection | undefined;
  private pointed: Target | undefined;
  private tabStop = 'state:CLOSED';
  private explanation: Answer<Explanation> | undefined;
  private shown: ShownConnections;
  /** Ids of other ends that the reader took out of the page. */
  private readonly dismissed = new Set<string>();
  private readonly details = new Map<string, Answer<SocketDetails | undefined>>();
  private readonly announcer: Announcer;
  private readonly glide = new Glide();
  private readonly pulse = new Pulse();
  private marks: StateMarks;
  private shownCamera: Camera;
  private remembering: number | undefined;
  private readonly focus: FocusKeeper;
  private readonly room: Room;
  readonly time: TimeTravel;
  readonly learn: LearnMode;
  private readonly search: Search;
  private spoken = '';
  private drawnFigure: Figure | undefined;
  private scheduled = false;
  /** The explanation was asked for from outside, and has not been brought into view yet. */
  private isAwaited = false;

  constructor(
    private readonly root: HTMLElement,
    private readonly connection: Connection,
    setup: PanelSetup,
  ) {
    this.words = new Words(setup.words, setup.locale);
    this.picture = setup.picture;
    this.shown = shownConnections(setup.picture.selected, this.dismissed);
    this.marks = marksOf(setup.picture.frame);
    this.shownCamera = cameraFrom(connection.recall().camera);
    this.focus = new FocusKeeper(root);
    this.room = new Room(root, () => this.measure());
    this.time = new TimeTravel(
      connection.host,
      this.words,
      () => this.schedule(),
      () => this.remember(),
      connection.recall(),
    );
    this.time.follow(setup.picture);
    this.learn = new LearnMode(root, connection.host, this);
    this.learn.start(connection.recall(), setup.scenario);
    this.search = new Search(
      query => connection.host.search(query),
      () => this.schedule(),
    );
    this.search.type(connection.recall().query ?? '');
    this.showState(setup.state);
    this.draw();
    // Only now the room for the figure is known; drawn at once, nothing jumps.
    this.figure = figureFor(root.querySelector('.figure')?.clientWidth ?? 0);
    this.draw();
    // A live region speaks of what changes in it: it must be there, empty, before.
    this.announcer = new Announcer(setup.picture, this.words);
    this.spoken = this.announcer.standing(setup.picture);
  }

  update(picture: PanelPicture): void {
    this.picture = picture;
    this.marks = marksOf(picture.frame);
    this.pictureCameAt = performance.now();
    this.time.follow(picture);
    this.search.refresh();
    for (const id of this.dismissed) {
      if (!picture.selected.some(({ other }) => other?.id === id)) {
        this.dismissed.delete(id);
      }
    }
    this.shown = shownConnections(picture.selected, this.dismissed);
    this.spoken = this.announcer.changes(picture) ?? this.spoken;
    const selected = new Set(picture.selected.map(({ id }) => id));
    for (const id of this.details.keys()) {
      if (selected.has(id)) {
        void this.askDetails(id);
      } else {
        this.details.delete(id);
      }
    }
    this.schedule();
  }

  /** Shows a state without telling the host, which knows already. */
  showState(state: TcpStateName | undefined): void {
    this.selection = state && { kind: 'state', state };
    this.explanation = undefined;
    if (state !== undefined) {
      this.tabStop = `state:${state}`;
      void this.askExplanation(state);
    }
    this.remember();
    this.schedule();
  }

  /** Shows a state that was asked for elsewhere, where the user sees it. */
  explainState(state: TcpStateName | undefined): void {
    this.showState(state);
    this.bringIntoView();
  }

  /** Scrolls to the explanation as soon as it is there; the focus stays where it is. */
  bringIntoView(): void {
    this.isAwaited = this.selection !== undefined;
    this.schedule();
  }

  /** Has VS Code keep what the user arranged. */
  remember(): void {
    const state = this.selection?.kind === 'state' ? this.selection.state : undefined;
    const camera = this.camera.scale > 1 ? this.camera : undefined;
    const { query } = this.search;
    this.connection.remember({
      ...(state && { state }),
      ...(camera && { camera }),
      ...this.learn.memory(),
      ...this.time.memory(),
      ...(query !== '' && { query }),
      scrollTop: Math.round(window.scrollY),
    });
  }

  /** Follows the room that there is now; the figure's is not the page's. */
  measure(): void {
    this.learn.fit(this.root.querySelector('.learn')?.clientWidth);
    const [figure, chart] = ['.figure', '.chart'].map(part => this.root.querySelector(part));
    if (figure) {
      this.fit(figure.clientWidth);
    }
    if (chart) {
      this.time.fit(chart.clientWidth, chart.clientHeight);
    }
  }

  /** Chooses the drawing that is readable at that width in CSS pixels. */
  fit(width: number): void {
    const figure = figureFor(width);
    if (figure !== this.figure) {
      this.figure = figure;
      this.schedule();
    }
  }

  /** Makes an element of the figure the one that Tab reaches, and shows where it is. */
  stopAt(key: string): void {
    this.tabStop = key;
    this.schedule();
  }

  /** Brings an element of the figure into what is seen of it. */
  see(key: string): void {
    if (this.camera.scale > 1) {
      this.look(seeing(this.camera, boxOfStop(this.figure, key)));
    }
  }

  get camera(): Camera {
    return this.shownCamera;
  }

  look(camera: Camera): void {
    this.shownCamera = camera;
    window.clearTimeout(this.remembering);
    this.remembering = window.setTimeout(() => this.remember(), rememberAfterMs);
    this.schedule();
  }

  /** The host asks only after this page has got its first picture. */
  drawForFile(request: DrawRequest): Promise<string> {
    return drawFigure(request, this.view());
  }

  get shownFigure(): Figure {
    return this.figure;
  }

  get currentSelection(): Selection | undefined {
    return this.selection;
  }

  /** The way back: from the past to now, else from what is selected to nothing. */
  stepBack(): void {
    const { moment } = this.picture;
    if (moment !== undefined && moment.recording === undefined) {
      this.time.actions.goLive();
    } else {
      this.actions.select(undefined);
    }
  }

  readonly actions: Actions = {
    select: selection => {
      const before = this.selection?.kind === 'state' ? this.selection.state : undefined;
      const state = selection?.kind === 'state' ? selection.state : undefined;
      this.showState(state);
      this.selection = selection;
      if (state !== before) {
        void this.connection.host.selectState(state ?? null);
      }
    },
    point: target => {
      this.pointed = target;
      this.schedule();
    },
    reveal: id => void this.connection.host.reveal(id),
    find: query => {
      this.search.type(query);
      this.remember();
      this.schedule();
    },
    reachResult: index => this.search.activate(index),
    choose: ids => void this.connection.host.choose(ids),
    deselect: id => void this.connection.host.deselect(id),
    dismiss: id => {
      this.dismissed.add(id);
      this.shown = shownConnections(this.picture.selected, this.dismissed);
      this.schedule();
    },
    share: (kind, withoutAddresses) => void this.connection.host.share(kind, withoutAddresses),
    toggleDetails: id => {
      if (!this.details.delete(id)) {
        this.details.set(id, { status: 'waiting' });
        void this.askDetails(id);
      }
      this.schedule();
    },
    look: camera => this.look(camera),
    learn: on => this.learn.show(on),
  };

  /** Draws with the next frame; a hidden page has none. */
  schedule(): void {
    if (!this.scheduled) {
      this.scheduled = true;
      requestAnimationFrame(() => {
        this.scheduled = false;
        this.draw();
      });
    }
  }

  private draw(): void {
    const start = performance.now();
    if (this.learn.isShown) {
      this.focus.around(this.selection, () => this.learn.draw(this.view(), this.root));
      this.room.follow();
      return;
    }
    const { all, companions } = this.shown;
    const pointsAtCompanion = this.pointed?.kind === 'connection' && companions.has(this.pointed.id);
    const emphasis = emphasisOf(pointsAtCompanion ? all : this.picture.selected, this.pointed, this.selection);
    const tokens = placeTokens(all, this.figure, this.marks);
    const view = this.view();
    this.focus.around(this.selection, () => render(pageView(view, emphasis, tokens, this.spoken), this.root));
    this.time.draw(this.root, view.time);
    if (this.isAwaited && this.explanation?.status !== 'waiting') {
      this.isAwaited = false;
      bringIntoView(this.root.querySelector('.explanation'));
    }
    const still = this.drawnFigure !== this.figure || wantsStillness();
    this.drawnFigure = this.figure;
    this.glide.follow(this.root, tokens.tokens, still);
    this.pulse.follow(this.root, this.picture.frame?.sequence);
    this.room.follow();
    performance.measure('socketscope.draw', { start });
  }

  private view(): View {
    const {
      words,
      figure,
      picture,
      shown,
      marks,
      camera,
      selection,
      pointed,
      tabStop,
      explanation,
      details,
      search,
      actions,
    } = this;
    const time = this.time.view();
    const learning = this.learn.isShown;
    return {
      words,
      figure,
      picture,
      shown,
      elapsedMs: picture.moment ? 0 : performance.now() - this.pictureCameAt,
      history: time.timeline,
      time,
      traffic: trafficOf(picture.frame),
      marks,
      camera,
      learning,
      selection,
      pointed,
      tabStop,
      explanation,
      details,
      search,
      actions,
    };
  }

  private async askExplanation(state: TcpStateName): Promise<void> {
    this.explanation = { status: 'waiting' };
    const answer = await answerOf(this.connection.host.explain(state));
    if (this.selection?.kind === 'state' && this.selection.state === state) {
      this.explanation = answer;
      this.schedule();
    }
  }

  private async askDetails(id: string): Promise<void> {
    const answer = await answerOf(this.connection.host.details(id));
    if (this.details.has(id)) {
      this.details.set(id, answer);
      this.schedule();
    }
  }
}

async function answerOf<Value>(call: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { status: 'here', value: await call };
  } catch {
    return { status: 'failed' };
  }
}
