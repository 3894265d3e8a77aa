import type { Tracked } from '../history/tracker';
import { timerCode } from '../sockets/socketTable';
import type { PortRange } from '../system/systemFacts';
import { stateCodeCount, stateOf, type TcpStateName } from '../tcp/states';
import { destinationsOf, type Destinations } from './destinations';

const listenCode = stateOf('LISTEN').code;

/**
 * The rows of a reading, sorted out for the checks in one walk, so that each looks only at the rows that can concern it:
 * of 100,000 sockets hardly any has unread data, a timer or an unusual state.
 */
export class Survey {
  private readonly starts = new Uint32Array(stateCodeCount + 1);
  private readonly byState: Uint32Array;
  /** Connections with data, or the peer's FIN, that the program has not read. */
  readonly unread: number[] = [];
  /** Rows with a retransmission, keepalive or zero-window timer. */
  readonly timed: number[] = [];
  /** By port: 1 where a local socket listens. */
  readonly listens = new Uint8Array(65_536);
  private knownDestinations: Destinations | undefined;

  constructor(
    private readonly tracked: Tracked,
    private readonly ephemeralPorts: PortRange | undefined,
  ) {
    const { table } = tracked;
    const { length, state, receiveQueue, timer } = table;
    for (let row = 0; row < length; row++) {
      this.starts[state[row]! + 1]! += 1;
      if (receiveQueue[row] !== 0 && state[row] !== listenCode) {
        this.unread.push(row);
      }
      if (timer[row] !== timerCode.off && timer[row] !== timerCode.timeWait) {
        this.timed.push(row);
      }
    }
    for (let code = 1; code <= stateCodeCount; code++) {
      this.starts[code]! += this.starts[code - 1]!;
    }
    this.byState = new Uint32Array(length);
    const next = this.starts.slice();
    for (let row = 0; row < length; row++) {
      this.byState[next[state[row]!]!++] = row;
    }
    for (const row of this.rowsIn('LISTEN')) {
      this.listens[table.localPort[row]!] = 1;
    }
  }

  /** The rows in a state, in the table's order. */
  rowsIn(state: TcpStateName): Uint32Array {
    const { code } = stateOf(state);
    return this.byState.subarray(this.starts[code], this.starts[code + 1]);
  }

  /** Outgoing connections by where they lead to; worked out when first asked for. */
  get destinations(): Destinations {
    return (this.knownDestinations ??= destinationsOf(this.tracked, this.ephemeralPorts, this.listens));
  }

  /** How long a row has been in its state, in milliseconds: at least, when it was there before we looked. */
  ageMs(row: number): number {
    const { table, entries, entryOf } = this.tracked;
    return table.takenAt - entries.stateSinceMs[entryOf[row]!]!;
  }
}
