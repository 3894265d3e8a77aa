import type { Scenario, ScenarioEvent, ScenarioSegment, Side } from '../../core/tcp/scenarios/scenario';
import type { Point } from '../diagram/geometry';

/** Measures of the sequence diagram, in CSS pixels: it is drawn at its own size, so that its text is readable. */
export interface SequenceMetrics {
  readonly width: number;
  /** Centres of the two lifelines. */
  readonly x: Readonly<Record<Side, number>>;
  readonly pill: { readonly width: number; readonly height: number };
  /** Notes stand outside of the lifelines where there is room, else below the states. */
  readonly notesOutside: boolean;
}

export interface SequenceLayout {
  readonly metrics: SequenceMetrics;
  readonly height: number;
  /** Heights of the moments: the start, then each step. */
  readonly rows: readonly number[];
  readonly arrows: readonly SequenceArrow[];
  readonly pauses: readonly { readonly step: number; readonly y: number; readonly afterMs: number }[];
}

export interface SequenceArrow {
  readonly from: Side;
  readonly segment: ScenarioSegment;
  /** Number of the step in which it leaves, from 1; and in which it arrives, unless it is lost. */
  readonly leaves: number;
  readonly arrives: number | undefined;
  readonly start: Point;
  readonly end: Point;
  /** Another one goes the other way at the same time. */
  readonly crosses: boolean;
}

const top = 62;
const rowPitch = { outside: 58, below: 64 };
/** Where two segments cross, their labels stand in the corners. */
const crossingPitch = 92;
const pauseHeight = 26;
/** How far a lost segment comes. */
const lostShare = 0.6;

function sequenceMetrics(width: number): SequenceMetrics {
  const notesOutside = width >= 520;
  const pill = notesOutside ? { width: 108, height: 20 } : { width: 92, height: 19 };
  const margin = notesOutside ? 122 : 0;
  const inset = margin + pill.width / 2 + 1;
  return { width, x: { client: inset, server: width - inset }, pill, notesOutside };
}

/** Of the whole scenario, or as high as the steps that were taken. */
export function layOut(scenario: Scenario, width: number, steps = scenario.steps.length): SequenceLayout {
  const metrics = sequenceMetrics(width);
  const rows = [top];
  const pauses: { step: number; y: number; afterMs: number }[] = [];
  for (const [index, { afterMs }] of scenario.steps.entries()) {
    const before = scenario.steps[index - 1];
    const crossing = before !== undefined && sentBy('client', before.events) && sentBy('server', before.events);
    const pitch = crossing ? crossingPitch : metrics.notesOutside ? rowPitch.outside : pitchBelow(before?.events ?? []);
    const pause = afterMs === undefined ? 0 : pauseHeight;
    const y = rows.at(-1)! + (index === 0 ? 44 : pitch) + pause;
    if (afterMs !== undefined) {
      pauses.push({ step: index + 1, y: y - 26, afterMs });
    }
    rows.push(y);
  }
  const arrows = scenario.steps.flatMap(({ events }, index) =>
    events.flatMap(({ side, sends = [] }) =>
      sends.map(segment => arrowOf(scenario, segment, side, index + 1, rows, metrics)),
    ),
  );
  const isSending = arrows.some(({ leaves }) => leaves === steps);
  const height = rows[steps]! + (isSending || !metrics.notesOutside ? 84 : 26);
  return { metrics, height, rows, arrows, pauses };
}

/** Three lines of notes below a state need more room. */
function pitchBelow(events: readonly ScenarioEvent[]): number {
  return events.some(event => event.kind === 'timer' && event.returns) ? rowPitch.below + 12 : rowPitch.below;
}

function sentBy(side: Side, events: readonly ScenarioEvent[]): boolean {
  return events.some(event => event.side === side && (event.sends ?? []).length > 0);
}

function arrowOf(
  scenario: Scenario,
  segment: ScenarioSegment,
  from: Side,
  leaves: number,
  rows: readonly number[],
  { x, pill }: SequenceMetrics,
): SequenceArrow {
  const arrival = scenario.steps.findIndex(({ events }) =>
    events.some(event => event.kind === 'arrival' && event.segment === segment.name),
  );
  const arrives = segment.lost || arrival < 0 ? undefined : arrival + 1;
  const edges = { client: x.client + pill.width / 2 + 3, server: x.server - pill.width / 2 - 3 };
  const to: Side = from === 'client' ? 'server' : 'client';
  const startY = rows[leaves]!;
  const fullY = arrives === undefined ? startY + 44 : rows[arrives]!;
  const share = arrives === undefined ? lostShare : 1;
  return {
    from,
    segment,
    leaves,
    arrives,
    start: { x: edges[from], y: startY },
    end: { x: edges[from] + (edges[to] - edges[from]) * share, y: startY + (fullY - startY) * share },
    crosses: sentBy(to, scenario.steps[leaves - 1]!.events),
  };
}
