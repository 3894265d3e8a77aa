import { render } from 'lit';
import type { TcpStateName } from '../core/tcp/states';
import type { DrawRequest, PanelPicture, PanelSetup } from '../protocol/panel';
import { Announcer } from './announcer';
import { bringIntoView } from './bringIntoView';
import type { Figure } from './diagram/figure';
import { Glide, wantsStillness } from './diagram/glide';
import { marksOf, type StateMarks } from './diagram/marks';
import { Pulse } from './diagram/pulse';
import { placeTokens } from './diagram/token';
import { trafficOf, type Traffic } from './diagram/traffic';
import { Chosen } from './chosen';
import { FocusKeeper } from './focusKeeper';
import { LearnMode } from './learn/learnMode';
import { pageView } from './pageView';
import { drawFigure } from './share/drawFigure';
import type { Connection } from './rpc';
import { Room } from './room';
import { Search } from './search';
import { Sight } from './sight';
import { TimeTravel } from './timeline/timeTravel';
import type { Actions, Selection, View } from './view';
import { Words } from './words';

/** The user may still be zooming: VS Code need not keep every step of it. */
const rememberAfterMs = 300;

/** Ages grow between readings, and are drawn anew so often. */
const tickMs = 1_000;
/** Where there is a reading a second, its drawing shows the ages too: it may be as late as this. */
const lateMs = 200;

/** What the page knows, and the one place that draws it: at most once a frame, and never while the page is hidden. */
export class Page {
  private picture: PanelPicture;
  private pictureCameAt = performance.now();
  private readonly words: Words;
  private marks: StateMarks;
  private traffic: Traffic;
  private readonly announcer: Announcer;
  private readonly glide = new Glide();
  private readonly pulse = new Pulse();
  private readonly focus: FocusKeeper;
  private readonly room: Room;
  private readonly search: Search;
  private readonly chosen: Chosen;
  readonly sight: Sight;
  readonly time: TimeTravel;
  readonly learn: LearnMode;
  private remembering: number | undefined;
  private ticking: number | undefined;
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
    const { host } = connection;
    const memory = connection.recall();
    const schedule = () => this.schedule();
    this.words = new Words(setup.words, setup.locale);
    this.picture = setup.picture;
    this.marks = marksOf(setup.picture);
    this.traffic = trafficOf(setup.picture.frame);
    this.focus = new FocusKeeper(root);
    this.room = new Room(root, () => this.measure());
    this.chosen = new Chosen(host, setup.picture.selected, schedule);
    this.sight = new Sight(memory, () => this.rememberSoon());
    this.search = new Search(query => host.search(query), schedule);
    this.time = new TimeTravel(host, this.words, schedule, () => this.remember(), memory);
    this.learn = new LearnMode(root, host, this);
    this.time.follow(setup.picture);
    this.search.type(memory.query ?? '');
    this.learn.start(memory, setup.scenario, setup.run);
    this.showState(setup.state);
    this.draw();
    // Only now the room for the figure is known; drawn at once, nothing jumps.
    const figure = root.querySelector('.lens');
    if (figure) {
      this.sight.fit(figure.clientWidth, figure.clientHeight);
      this.draw();
    }
    // A live region speaks of what changes in it: it must be there, empty, before.
    this.announcer = new Announcer(setup.picture, this.words);
    this.spoken = this.announcer.standing(setup.picture);
    this.tickIn(tickMs);
  }

  update(picture: PanelPicture): void {
    this.picture = picture;
    this.pictureCameAt = performance.now();
    this.marks = marksOf(picture);
    this.traffic = trafficOf(picture.frame);
    this.time.follow(picture);
    this.search.refresh();
    this.chosen.follow(picture.selected);
    this.spoken = this.announcer.changes(picture) ?? this.spoken;
    this.schedule();
    this.tickIn(tickMs + lateMs);
  }

  /** Shows a state without telling the host, which knows already. */
  showState(state: TcpStateName | undefined): void {
    this.choose(state && { kind: 'state', state });
  }

  /** Shows a state that was asked for elsewhere, where the user sees it. */
  explainState(state: TcpStateName | undefined): void {
    this.showState(state);
    this.bringIntoView();
  }

  /** Scrolls to the explanation as soon as it is there; the focus stays where it is. */
  bringIntoView(): void {
    this.isAwaited = this.chosen.selection !== undefined;
    this.schedule();
  }

  /** Has VS Code keep what the user arranged. */
  remember(): void {
    const { query } = this.search;
    this.connection.remember({
      ...this.chosen.memory(),
      ...this.sight.memory(),
      ...this.learn.memory(),
      ...this.time.memory(),
      ...(query !== '' && { query }),
      scrollTop: Math.round(window.scrollY),
    });
  }

  private rememberSoon(): void {
    window.clearTimeout(this.remembering);
    this.remembering = window.setTimeout(() => this.remember(), rememberAfterMs);
    this.schedule();
  }

  /** Follows the room that there is now; the figure's is not the page's. */
  private measure(): void {
    const [figure, chart, learn] = ['.lens', '.chart', '.learn'].map(part => this.root.querySelector(part));
    this.learn.fit(learn?.clientWidth);
    if (figure) {
      this.sight.fit(figure.clientWidth, figure.clientHeight);
      this.sight.hold(drawingsIn(figure));
    }
    if (chart) {
      this.time.fit(chart.clientWidth, chart.clientHeight);
    }
  }

  /** Makes an element of the figure the one that Tab reaches, and shows where it is. */
  stopAt(key: string): void {
    this.chosen.stopAt(key);
  }

  /** The host asks only after this page has got its first picture. */
  drawForFile(request: DrawRequest): Promise<string> {
    return drawFigure(request, this.view());
  }

  get selection(): Selection | undefined {
    return this.chosen.selection;
  }

  /** The way back: from a scenario to all of them, from the past to now, else from what is selected to nothing. */
  stepBack(): void {
    const { moment } = this.picture;
    if (this.learn.isShown) {
      if (this.selection !== undefined) {
        this.actions.select(undefined);
      } else {
        this.learn.open(undefined);
      }
    } else if (moment !== undefined && moment.recording === undefined) {
      this.time.actions.goLive();
    } else {
      this.actions.select(undefined);
    }
  }

  private choose(selection: Selection | undefined): void {
    this.chosen.select(selection);
    this.remember();
  }

  readonly actions: Actions = {
    select: selection => {
      const before = this.chosen.state;
      this.choose(selection);
      const { state } = this.chosen;
      if (state !== before) {
        void this.connection.host.selectState(state ?? null);
      }
    },
    point: target => this.chosen.point(target),
    reveal: id => void this.connection.host.reveal(id),
    find: query => {
      this.search.type(query);
      this.remember();
      this.schedule();
    },
    reachResult: index => this.search.activate(index),
    choose: ids => void this.connection.host.choose(ids),
    deselect: id => void this.connection.host.deselect(id),
    dismiss: id => this.chosen.dismiss(id),
    share: (kind, withoutAddresses) => void this.connection.host.share(kind, withoutAddresses),
    toggleDetails: id => this.chosen.toggleDetails(id),
    explainFinding: code => void this.connection.host.explainFinding(code),
    look: camera => this.sight.look(camera),
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

  private tickIn(delayMs: number): void {
    window.clearTimeout(this.ticking);
    this.ticking = window.setTimeout(() => {
      this.schedule();
      this.tickIn(tickMs);
    }, delayMs);
  }

  private draw(): void {
    const start = performance.now();
    const view = this.view();
    this.focus.around(view.selection, () => {
      if (view.learning) {
        this.learn.draw(view, this.root);
      } else {
        this.drawLive(view);
      }
    });
    this.room.follow();
    performance.measure('socketscope.draw', { start });
  }

  private drawLive(view: View): void {
    const tokens = placeTokens(view.shown.all, view.figure, view.marks);
    render(pageView(view, tokens, this.learn.bar(), this.spoken), this.root);
    this.sight.hold(drawingsIn(this.root));
    this.time.draw(this.root, view.time);
    if (this.isAwaited && view.explanation?.status !== 'waiting') {
      this.isAwaited = false;
      bringIntoView(this.root.querySelector('.explanation'));
    }
    const isOtherFigure = this.drawnFigure !== view.figure;
    this.drawnFigure = view.figure;
    this.glide.follow(this.root, tokens.tokens, isOtherFigure || wantsStillness());
    this.pulse.follow(this.root, view.picture.frame?.sequence, isOtherFigure);
  }

  private view(): View {
    const { words, picture, marks, traffic, chosen, search, actions, sight } = this;
    const { shown, selection, pointed, tabStop, explanation, details } = chosen;
    const time = this.time.view();
    return {
      words,
      figure: sight.figure,
      camera: sight.camera,
      picture,
      elapsedMs: picture.moment ? 0 : performance.now() - this.pictureCameAt,
      history: time.timeline,
      time,
      traffic,
      marks,
      shown,
      selection,
      pointed,
      tabStop,
      explanation,
      details,
      learning: this.learn.isShown,
      search,
      actions,
    };
  }
}

/** The figure, and what moves in front of it. */
function drawingsIn(place: Element): Iterable<SVGElement> {
  return place.querySelectorAll<SVGElement>('.lens > svg');
}
