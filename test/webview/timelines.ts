import { tcpStates, type TcpStateName } from '../../src/core/tcp/states';
import type { PanelPicture } from '../../src/protocol/panel';
import type { Timeline } from '../../src/protocol/recording';
import { busyFrame } from './samples';

/** The last reading of every sample: the one that the busy server's frame is of. */
export const newest = busyFrame.takenAt;

/** One reading a second up to `newest`, the counts a function of the seconds since the first one. */
export function everySecond(
  seconds: number,
  countsAt: (second: number) => Partial<Record<TcpStateName, number>>,
): Timeline {
  const readings = Array.from({ length: seconds }, (_, second) => countsAt(second));
  const columns = tcpStates.map(({ name }) => [name, readings.map(counts => Math.round(counts[name] ?? 0))] as const);
  return {
    at: readings.map((_, second) => newest - (seconds - 1 - second) * 1_000),
    counts: Object.fromEntries(columns.filter(([, column]) => column.some(count => count > 0))),
  };
}

/** The busy server of samples.ts: it restarts after six minutes and leaks connections from then on. */
export const busyTimeline = everySecond(900, second => {
  const since = second - 360;
  const load = 1_000 + 160 * Math.sin(second / 60) + 60 * Math.sin(second / 7);
  return {
    LISTEN: 23,
    BOUND: 1,
    ESTABLISHED: since > 0 && since < 20 ? load / 8 : load,
    'TIME-WAIT': 600 + 380 * Math.sin(second / 90) + (since > 0 ? 700 * Math.exp(-since / 90) : 0),
    'FIN-WAIT-2': 60 + 40 * Math.sin(second / 25),
    'FIN-WAIT-1': 3 + 3 * Math.sin(second / 3),
    'SYN-RECEIVED': since > 20 && since < 60 ? 140 : 8,
    'SYN-SENT': second % 40 < 2 ? 2 : 0,
    'LAST-ACK': second % 70 < 9 ? 12 : 0,
    'CLOSE-WAIT': since < 0 ? 0 : since * 0.6,
  };
});

/** Few sockets. */
export const quietTimeline = everySecond(300, second => ({
  LISTEN: 4,
  ESTABLISHED: second < 100 ? 0 : second < 200 ? 2 : 3,
  'TIME-WAIT': second > 200 && second < 260 ? 1 : 0,
}));

/** Three CLOSE-WAIT beside 50,000 open connections. */
export const hugeTimeline = everySecond(900, second => ({
  LISTEN: 300,
  ESTABLISHED: 50_000 + 900 * Math.sin(second / 60),
  'TIME-WAIT': 13_000 + 4_000 * Math.sin(second / 200),
  'FIN-WAIT-2': 3_000,
  'CLOSE-WAIT': second < 500 ? 0 : 3,
  'SYN-SENT': second < 200 ? 0 : 2,
}));

/** What is left of a timeline without the readings between two moments, in seconds before the last one. */
export function withoutSeconds({ at, counts }: Timeline, from: number, to: number): Timeline {
  const isKept = (_: unknown, index: number) => newest - at[index]! > from * 1_000 || newest - at[index]! < to * 1_000;
  return {
    at: at.filter(isKept),
    counts: Object.fromEntries(Object.entries(counts).map(([state, column]) => [state, column.filter(isKept)])),
  };
}

/** A picture as it was at a moment of the past. */
export function pastOf(picture: PanelPicture, at: number, recording?: string): PanelPicture {
  return {
    ...picture,
    moment: { at, ...(recording !== undefined && { recording }) },
    ...(picture.frame && { frame: { ...picture.frame, takenAt: at } }),
  };
}
