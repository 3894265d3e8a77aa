import { Tracker, type Tracked } from '../../../../src/core/history/tracker';
import { Recorder, type ReadingFacts } from '../../../../src/core/recording/recorder';
import type { Bounds } from '../../../../src/core/recording/thinning';
import type { Owners } from '../../../../src/core/sockets/rows';
import { identityText } from '../../../../src/core/sockets/identity';
import { formatAddress } from '../../../../src/core/sockets/address';
import type { SocketTable } from '../../../../src/core/sockets/socketTable';

const facts = { ephemeralPorts: { low: 32_768, high: 60_999 }, timeWaitMs: 60_000 };

/** Every inode is held by a process of its own. */
const ownProcesses: Owners = {
  ownersOf: inode => [{ pid: inode, name: `process ${inode}`, startTicks: 1, parentPid: 1, uid: 0 }],
  whyNone: () => 'not-resolved',
};

/** A tracker and the recorder that follows it. */
export class RecordedMachine {
  readonly tracker = new Tracker();
  readonly recorder: Recorder;

  constructor(
    bounds?: Bounds,
    private readonly owners = ownProcesses,
  ) {
    this.recorder = new Recorder(bounds);
  }

  get recording() {
    return this.recorder.recording;
  }

  read(table: SocketTable, diagnosed: Pick<ReadingFacts, 'report' | 'system'> = {}): Tracked {
    const tracked = this.tracker.update(table, facts);
    const { counts: transitions } = this.tracker;
    this.recorder.add(tracked, { owners: this.owners, transitions, source: 'captured', ...diagnosed });
    return tracked;
  }
}

/** All of a reading that a recording promises to give back exactly, one text a socket, in order. */
export function exactOf({ table, entries, entryOf }: Tracked): string[] {
  return Array.from({ length: table.length }, (_, row) => {
    const entry = entryOf[row]!;
    return [
      identityText(table, row),
      table.state[row],
      `${formatAddress(table.localAddress, row * 4)}:${table.localPort[row]!}`,
      `${formatAddress(table.remoteAddress, row * 4)}:${table.remotePort[row]!}`,
      `inode ${table.inode[row]!}, uid ${table.uid[row]!}, flags ${table.flags[row]!}`,
      `seen ${entries.firstSeenMs[entry]!}, since ${entries.stateSinceMs[entry]!} ${entries.exact[entry]!}`,
      `born ${entries.bornLive[entry]!} ${entries.firstState[entry]!}`,
    ].join(' | ');
  }).sort();
}
