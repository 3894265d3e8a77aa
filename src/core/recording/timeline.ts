import { tcpStates, type TcpStateName } from '../tcp/states';
import type { Recording } from './recording';

/** How many sockets were in each state at the moments later than `after`, oldest first; a state that never occurs is absent. */
export function timelineOf(
  recording: Recording,
  after: number,
): { at: number[]; counts: Partial<Record<TcpStateName, number[]>> } {
  const moments = recording.moments.slice(recording.momentAt(after) + 1);
  const counts: Partial<Record<TcpStateName, number[]>> = {};
  for (const { name, code } of tcpStates) {
    if (moments.some(moment => moment.counts[code] !== 0)) {
      counts[name] = moments.map(moment => moment.counts[code]!);
    }
  }
  return { at: moments.map(moment => recording.timeOf(moment)), counts };
}
