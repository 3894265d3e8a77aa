import type { Trace } from '../protocol/monitor';
import { endpointsText } from './connection';
import { stateOfTrace } from './diagram/emphasis';
import type { Words } from './words';

/** More changes than this at once are told as a number. */
const mostNamed = 2;

/** Works out what a screen reader should hear after an update: only selected connections that changed their state. */
export class Announcer {
  private states = new Map<string, string>();

  /** The sentence to say, or undefined when there is nothing new. */
  changes(selected: readonly Trace[], words: Words): string | undefined {
    const states = new Map(selected.flatMap(trace => [[trace.id, stateOfTrace(trace) ?? ''] as const]));
    const moved = selected.filter(({ id }) => this.states.has(id) && this.states.get(id) !== states.get(id));
    this.states = states;
    if (moved.length === 0) {
      return undefined;
    }
    return moved.length > mostNamed
      ? words.t('{0} selected connections changed their state.', moved.length)
      : moved
          .map(trace =>
            words.t('{0} is now {1}.', trace.row ? endpointsText(trace.row) : trace.id, states.get(trace.id)!),
          )
          .join(' ');
  }
}
