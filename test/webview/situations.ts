import { tcpStates, type TcpStateName } from '../../src/core/tcp/states';
import { drawnTransitions } from '../../src/webview/diagram/figure';
import type { Frame, StateCounts, TransitionCount } from '../../src/protocol/monitor';
import type { PanelPicture } from '../../src/protocol/panel';
import type { Timeline } from '../../src/protocol/recording';
import { busyFrame, calmFrame, connectionIn, crowdedPicture } from './samples';

/** What a machine can look like: a picture, and the two minutes before it. */
export interface Situation {
  readonly picture: PanelPicture;
  readonly timeline: Timeline;
}

/** Somebody at work: a few servers, a browser, a database. */
export const ordinary = situation(
  { LISTEN: 14, ESTABLISHED: 46, 'TIME-WAIT': 9, 'CLOSE-WAIT': 1, BOUND: 1 },
  { ESTABLISHED: 0.4, 'TIME-WAIT': -0.3 },
  [
    taken('LISTEN', 'SYN-RECEIVED', 0, 1, 12),
    taken('SYN-RECEIVED', 'ESTABLISHED', 0, 1, 12),
    taken('CLOSED', 'SYN-SENT', 0, 0, 8),
    taken('SYN-SENT', 'ESTABLISHED', 0, 0, 8),
    taken('ESTABLISHED', 'FIN-WAIT-1', 0, 1, 11),
    taken('FIN-WAIT-1', 'FIN-WAIT-2', 0, 1, 11),
    taken('FIN-WAIT-2', 'TIME-WAIT', 1, 0, 11),
    taken('TIME-WAIT', 'CLOSED', 1, 0, 9),
    taken('ESTABLISHED', 'CLOSED', 0, 0, 2),
  ],
);

/** A load balancer: 100,000 sockets that come and go. */
export const churn = situation(
  {
    LISTEN: 12,
    'SYN-SENT': 37,
    'SYN-RECEIVED': 14,
    ESTABLISHED: 24_310,
    'FIN-WAIT-1': 61,
    'FIN-WAIT-2': 1_042,
    'CLOSE-WAIT': 18,
    CLOSING: 1,
    'LAST-ACK': 22,
    'TIME-WAIT': 74_483,
  },
  { ESTABLISHED: 118, 'TIME-WAIT': 1_234, 'FIN-WAIT-2': -17 },
  [
    taken('CLOSED', 'SYN-SENT', 0, 410, 24_310),
    taken('SYN-SENT', 'ESTABLISHED', 12, 398, 24_298),
    taken('LISTEN', 'SYN-RECEIVED', 0, 890, 53_122),
    taken('SYN-RECEIVED', 'ESTABLISHED', 8, 880, 53_120),
    taken('ESTABLISHED', 'FIN-WAIT-1', 31, 1_180, 71_400),
    taken('FIN-WAIT-1', 'FIN-WAIT-2', 20, 1_170, 71_380),
    taken('FIN-WAIT-2', 'TIME-WAIT', 1_190, 0, 71_320),
    taken('FIN-WAIT-1', 'CLOSING', 1, 0, 3),
    taken('CLOSING', 'TIME-WAIT', 1, 0, 3),
    taken('TIME-WAIT', 'CLOSED', 1_202, 0, 70_020),
    taken('ESTABLISHED', 'CLOSE-WAIT', 0, 62, 4_021),
    taken('CLOSE-WAIT', 'LAST-ACK', 0, 60, 4_018),
    taken('LAST-ACK', 'CLOSED', 22, 38, 4_015),
    taken('SYN-SENT', 'CLOSED', 3, 0, 122),
    taken('ESTABLISHED', 'CLOSED', 0, 14, 812),
  ],
  { state: 'TIME-WAIT', severity: 'info', count: 74_483 },
);

/** A program that forgets close(): CLOSE-WAIT grows and nothing leaves it. */
export const leak = situation(
  { LISTEN: 9, ESTABLISHED: 61, 'CLOSE-WAIT': 412, 'TIME-WAIT': 31, 'FIN-WAIT-2': 3 },
  { 'CLOSE-WAIT': 2.1, ESTABLISHED: -0.2 },
  [
    taken('LISTEN', 'SYN-RECEIVED', 0, 2, 131),
    taken('SYN-RECEIVED', 'ESTABLISHED', 0, 2, 131),
    taken('ESTABLISHED', 'CLOSE-WAIT', 2, 0, 126),
    taken('TIME-WAIT', 'CLOSED', 1, 0, 28),
  ],
  { state: 'CLOSE-WAIT', severity: 'error', count: 379 },
);

/** SYNs whose last ACK never comes. */
export const flood = situation(
  { LISTEN: 4, 'SYN-RECEIVED': 1_024, ESTABLISHED: 12, 'TIME-WAIT': 5 },
  { 'SYN-RECEIVED': 311 },
  [
    taken('LISTEN', 'SYN-RECEIVED', 380, 0, 8_411),
    taken('SYN-RECEIVED', 'ESTABLISHED', 0, 1, 6),
    taken('SYN-RECEIVED', 'CLOSED', 69, 0, 7_390),
  ],
  { state: 'SYN-RECEIVED', severity: 'info', count: 601 },
);

/** Several selected connections in several states. */
export const several: Situation = {
  timeline: churn.timeline,
  picture: {
    ...churn.picture,
    selected: [
      connectionIn('ESTABLISHED', 0),
      connectionIn('ESTABLISHED', 1),
      connectionIn('CLOSE-WAIT', 0),
      connectionIn('FIN-WAIT-2', 0),
      connectionIn('TIME-WAIT', 0),
      connectionIn('TIME-WAIT', 1),
    ],
  },
};

/** The largest of everything everywhere: counts, rates, marks, counts on every arrow, and more tokens than find room. */
export const crowded: Situation = {
  timeline: wave(Object.fromEntries(tcpStates.map(({ name }) => [name, 100_000])), busyFrame.takenAt),
  picture: {
    ...crowdedPicture,
    frame: {
      ...crowdedPicture.frame!,
      rates: Object.fromEntries(tcpStates.map(({ name }) => [name, -12_345])),
      transitions: [
        ...drawnTransitions.map(({ from, to }) => taken(from, to, 5_000, 6_000, 100_000)),
        ...tcpStates
          .filter(({ name }) => !drawnTransitions.some(({ from, to }) => from === name && to === 'CLOSED'))
          .map(({ name }) => taken(name, 'CLOSED', 10, 10, 100_000)),
      ],
      worst: { state: 'CLOSE-WAIT', severity: 'error', count: 100_000 },
    },
  },
};

function situation(
  counts: StateCounts,
  rates: StateCounts,
  transitions: readonly TransitionCount[],
  worst?: Frame['worst'],
): Situation {
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const frame: Frame = { ...calmFrame, total, counts, rates, transitions, ...(worst && { worst }) };
  return {
    picture: { machine: 'devbox', paused: false, frame, selected: [] },
    timeline: wave(counts, frame.takenAt, rates),
  };
}

function taken(
  from: TcpStateName,
  to: TcpStateName,
  observed: number,
  inferred: number,
  lastMinute: number,
): TransitionCount {
  const lastMinuteInferred = Math.round((lastMinute * inferred) / Math.max(1, observed + inferred));
  return { from, to, observed, inferred, lastMinute, lastMinuteInferred };
}

/** Two minutes and more that end in these counts, with something of a weather in them. */
function wave(counts: StateCounts, until: number, rates: StateCounts = {}): Timeline {
  const seconds = Array.from({ length: 150 }, (_, index) => 149 - index);
  const columns = Object.entries(counts).map(([state, count], row) => {
    const slope = rates[state as TcpStateName] ?? 0;
    return [
      state,
      seconds.map(ago =>
        Math.max(
          0,
          Math.round(
            count - slope * ago + (ago === 0 ? 0 : count * 0.06 * Math.sin(ago / (7 + row)) * Math.cos(ago / 3)),
          ),
        ),
      ),
    ] as const;
  });
  return { at: seconds.map(ago => until - ago * 1_000), counts: Object.fromEntries(columns) };
}
