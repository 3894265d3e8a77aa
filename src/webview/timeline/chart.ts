import uPlot from 'uplot';
import type { Words } from '../words';
import { areaBelow, type Canvas } from './area';
import type { Band } from './bands';
import { fillsOf, inkOf } from './ink';
import { gutters } from './measures';
import type { Stack } from './stack';

/** What the chart shows; it is drawn anew only when a part of this is another. */
export interface ChartPicture {
  readonly bands: readonly Band[];
  readonly stack: Stack;
  /** By index of a moment, whether nothing was read for a while after it. */
  readonly gaps: readonly boolean[];
  /** Milliseconds since the epoch at both ends. */
  readonly from: number;
  readonly to: number;
  /** CSS pixels, without the room for the labels at the end. */
  readonly width: number;
  /** CSS pixels, with the axis. */
  readonly height: number;
  /** Whether heights are numbers of sockets. */
  readonly countsSockets: boolean;
  /** Changes with the colours of the theme. */
  readonly theme: number;
}

const minuteMs = 60_000;
/** A shorter one than a second would write a time twice. */
const timeIncrementsMs = [
  ...[1, 2, 5, 10, 15, 30].map(seconds => seconds * 1_000),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1_440].map(minutes => minutes * minuteMs),
];

/** The areas of the states over time on a canvas, with both axes. */
export class Chart {
  private plot: uPlot | undefined;
  private shown: ChartPicture | undefined;

  constructor(
    private readonly host: HTMLElement,
    private readonly words: Words,
  ) {}

  /** Its place in the page is not there any more. */
  get isGone(): boolean {
    return !this.host.isConnected;
  }

  destroy(): void {
    this.plot?.destroy();
  }

  show(picture: ChartPicture): void {
    const { shown } = this;
    this.shown = picture;
    const data = dataOf(picture);
    if (!this.plot || !shown || !isOfOneKind(shown, picture)) {
      this.plot?.destroy();
      this.plot = new uPlot(this.options(picture), data, this.host);
      return;
    }
    const { plot } = this;
    plot.batch(() => {
      if (shown.width !== picture.width || shown.height !== picture.height) {
        plot.setSize({ width: picture.width, height: picture.height });
      }
      plot.setData(data, false);
      plot.setScale('x', { min: picture.from, max: picture.to });
      plot.setScale('y', { min: 0, max: picture.stack.height });
    });
  }

  private options(picture: ChartPicture): uPlot.Options {
    const ink = inkOf(this.host);
    const fills = fillsOf(picture.bands, this.host);
    const font = `11px ${getComputedStyle(this.host).fontFamily}`;
    const axis = { stroke: ink.text, font, ticks: { show: false }, gap: 4 };
    return {
      width: picture.width,
      height: picture.height,
      padding: [gutters.top, 0, 0, 0],
      ms: 1,
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: true, auto: false, min: picture.from, max: picture.to },
        y: { auto: false, min: 0, max: picture.stack.height },
      },
      axes: [
        {
          ...axis,
          size: gutters.bottom,
          space: 76,
          grid: { show: false },
          incrs: timeIncrementsMs,
          values: (_, moments, __, ___, incrementMs) => moments.map(at => this.timeOnAxis(at, incrementMs)),
        },
        {
          ...axis,
          size: gutters.left,
          space: 34,
          grid: { stroke: ink.faint, width: 1 },
          incrs: [1, 2, 5]
            .flatMap(digit => [0, 1, 2, 3, 4, 5, 6].map(power => digit * 10 ** power))
            .sort((a, b) => a - b),
          values: (_, heights) =>
            heights.map(height => (this.shown?.countsSockets === false ? '' : this.words.short(height))),
        },
      ],
      // The highest first: each lower one is painted over it, down to the baseline.
      series: [
        {},
        ...picture.bands
          .map((_, index): uPlot.Series => ({
            fill: fills[index]!,
            stroke: ink.page,
            width: 0.75,
            points: { show: false },
            paths: (plot, series) => this.area(plot, series),
          }))
          .reverse(),
      ],
    };
  }

  /** Empty where the text would be cut off at the right edge. */
  private timeOnAxis(at: number, incrementMs: number): string {
    const text = incrementMs < minuteMs ? this.words.clock(at) : this.words.minute(at);
    const { from, to, width } = this.shown!;
    const room = ((to - at) / (to - from)) * (width - gutters.left);
    return room < text.length * 3.5 ? '' : text;
  }

  private area(plot: uPlot, series: number): uPlot.Series.Paths {
    const tops = plot.data[series] as readonly number[];
    return { ...areaBelow(tops, this.shown!.gaps, this.canvas(plot), () => new Path2D()), flags: 0 };
  }

  private canvas(plot: uPlot): Canvas {
    const at = plot.data[0] as readonly number[];
    const { from, to } = this.shown!;
    const { left, top, width, height } = plot.bbox;
    const highest = plot.scales.y!.max!;
    return {
      x: at.map(moment => left + ((moment - from) / (to - from)) * width),
      yOf: value => top + height - (value / highest) * height,
      baseline: top + height,
    };
  }
}

function dataOf({ stack }: ChartPicture): uPlot.AlignedData {
  return [stack.at as number[], ...stack.tops.map(top => top as number[]).reverse()];
}

/** The same areas in the same colours. */
function isOfOneKind(one: ChartPicture, other: ChartPicture): boolean {
  return (
    one.theme === other.theme &&
    one.bands.length === other.bands.length &&
    one.bands.every((band, index) => band === other.bands[index])
  );
}
