import type { TcpStateName } from '../../core/tcp/states';
import type { PanelMemory, PanelPicture } from '../../protocol/panel';
import type { Moment, Timeline } from '../../protocol/recording';
import type { Connection } from '../rpc';
import type { Words } from '../words';
import { bands } from './bands';
import { Chart } from './chart';
import { gapsAfter } from './gaps';
import { History } from './history';
import { gutters, timeScaleOf } from './measures';
import { stackOf, type Stack, type StackScale } from './stack';
import { indexAt, type TimeActions, type TimeView } from './timeView';

/** Even a single socket is as high as this, in CSS pixels. */
const leastHeight = 3;

/** The chart's part of the page: which moment is wanted, which states are drawn how, and the chart itself. */
export class TimeTravel {
  private readonly history: History;
  /** Requested most recently and not shown yet; null is now. Undefined once the picture shows it. */
  private wanted: number | null | undefined;
  /** What the picture shows. */
  private moment: Moment | undefined;
  private isAsking = false;
  private hovered: number | undefined;
  private reached: TcpStateName | undefined;
  private readonly toggled = new Set<TcpStateName>();
  private scale: StackScale = 'sockets';
  private isFolded: boolean;
  private size = { width: 0, height: 0 };
  private theme = 0;
  private chart: Chart | undefined;
  private drawn: readonly unknown[] = [];
  private stack: { readonly of: string; readonly timeline: unknown; readonly value: Stack } | undefined;

  constructor(
    private readonly host: Pick<Connection['host'], 'showMoment' | 'timeline'>,
    private readonly words: Words,
    private readonly schedule: () => void,
    /** The user has folded the chart away, or not any more. */
    private readonly onFold: () => void,
    memory: PanelMemory,
  ) {
    this.isFolded = memory.chartFolded ?? false;
    this.history = new History(after => host.timeline(after), schedule);
  }

  readonly actions: TimeActions = {
    goTo: index => {
      const { at } = this.history.timeline;
      const last = at.length - 1;
      const to = Math.max(0, Math.min(last, index));
      if (last >= 0) {
        this.show(to === last && !this.isRecording ? null : at[to]!);
      }
    },
    step: readings => {
      const { at } = this.history.timeline;
      this.actions.goTo((this.shown === null ? at.length - 1 : indexAt(this.shown, at)) + readings);
    },
    goLive: () => {
      if (!this.isRecording) {
        this.show(null);
      }
    },
    hover: at => {
      if (at !== this.hovered) {
        this.hovered = at;
        this.schedule();
      }
    },
    toggle: state => {
      if (!this.toggled.delete(state)) {
        this.toggled.add(state);
      }
      this.schedule();
    },
    reach: state => {
      this.reached = state;
      this.schedule();
    },
    setScale: scale => {
      this.scale = scale;
      this.schedule();
    },
    fold: isFolded => {
      this.isFolded = isFolded;
      this.hovered = undefined;
      this.schedule();
      this.onFold();
    },
  };

  /** The moment that is wanted, whether it is on the page already or not; null for now. */
  private get shown(): number | null {
    return this.wanted === undefined ? (this.moment?.at ?? null) : this.wanted;
  }

  private get isRecording(): boolean {
    return this.moment?.recording !== undefined;
  }

  private show(at: number | null): void {
    this.wanted = at;
    this.schedule();
    void this.ask();
  }

  /** A picture has come: it shows what was asked for, unless that is still under way. */
  follow(picture: PanelPicture): void {
    this.moment = picture.moment;
    this.history.follow(picture);
    if (!this.isAsking) {
      this.wanted = undefined;
    }
  }

  /** CSS pixels that the chart and the names beside it have. */
  fit(width: number, height: number): void {
    const size = { width: Math.floor(width), height: Math.floor(height) };
    if (size.width !== this.size.width || size.height !== this.size.height) {
      this.size = size;
      this.schedule();
    }
  }

  /** The colours have changed. */
  restyle(): void {
    this.theme += 1;
    this.schedule();
  }

  memory(): Pick<PanelMemory, 'chartFolded'> {
    return this.isFolded ? { chartFolded: true } : {};
  }

  view(): TimeView {
    const { timeline } = this.history;
    const occurring = bands.filter(({ state }) => timeline.counts[state]?.some(count => count > 0));
    const drawn = occurring.filter(({ state, isQuiet }) => isQuiet === this.toggled.has(state));
    const timeScale = timeScaleOf(timeline.at, this.size, !this.isRecording);
    return {
      timeline,
      shown: this.shown,
      hovered: this.hovered,
      occurring,
      drawn,
      reached: (occurring.find(({ state }) => state === this.reached) ?? occurring[0])?.state,
      stackScale: this.scale,
      isFolded: this.isFolded,
      stack: this.stackOf(
        timeline,
        drawn.map(({ state }) => state),
        timeScale.height,
      ),
      timeScale,
      actions: this.actions,
    };
  }

  /** After the page was drawn: draws the chart if it would be another. */
  draw(root: Element, { timeline, drawn: bands, stack, stackScale, timeScale }: TimeView): void {
    const inputs = [stack, timeScale.width, timeScale.height, this.theme];
    if (this.chart?.isGone) {
      // It was folded away, or learn mode took its place meanwhile.
      this.chart.destroy();
      this.chart = undefined;
      this.drawn = [];
    }
    const isSame = inputs.every((input, index) => input === this.drawn[index]);
    const host = root.querySelector<HTMLElement>('.plot');
    if (isSame || host === null || timeScale.width <= 0 || timeline.at.length === 0) {
      return;
    }
    this.drawn = inputs;
    const start = performance.now();
    this.chart ??= new Chart(host, this.words);
    this.chart.show({
      bands,
      stack,
      gaps: gapsAfter(timeline.at),
      from: timeScale.from,
      to: timeScale.to,
      width: timeScale.width + gutters.left,
      height: timeScale.height + gutters.top + gutters.bottom,
      countsSockets: stackScale === 'sockets',
      theme: this.theme,
    });
    performance.measure('socketscope.chart', { start });
  }

  /** Kept until there are other readings or other states: the page is drawn more often. */
  private stackOf(timeline: Timeline, states: readonly TcpStateName[], height: number): Stack {
    const of = [this.scale, height, ...states].join();
    if (this.stack?.timeline !== timeline || this.stack.of !== of) {
      const value = stackOf(timeline, states, this.scale, leastHeight / Math.max(leastHeight, height));
      this.stack = { of, timeline, value };
    }
    return this.stack.value;
  }

  /** One question at a time: while the reader drags, only the newest place is asked for next. */
  private async ask(): Promise<void> {
    if (this.isAsking) {
      return;
    }
    this.isAsking = true;
    let asked: number | null | undefined;
    while (this.wanted !== undefined && asked !== this.wanted) {
      asked = this.wanted;
      try {
        await this.host.showMoment(asked);
      } catch {
        // The host tells what is wrong with the monitor; the picture that is shown remains.
        this.wanted = undefined;
      }
    }
    this.isAsking = false;
    this.schedule();
  }
}
