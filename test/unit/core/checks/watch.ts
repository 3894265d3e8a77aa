import type { Check } from '../../../../src/core/checks/check';
import { CheckEngine } from '../../../../src/core/checks/engine';
import type { Finding } from '../../../../src/core/checks/finding';
import { Tracker } from '../../../../src/core/history/tracker';
import type { SocketDetails } from '../../../../src/core/sockets/socketDetails';
import type { ProcessFacts } from '../../../../src/core/system/processFacts';
import type { SystemFacts } from '../../../../src/core/system/systemFacts';
import { tableOf, type TestSocket } from '../sockets/tableOf';

/** What a test says of the machine. Sockets whose inode is a key of `pids` belong to that process. */
export interface TestMachine {
  system?: Partial<SystemFacts>;
  pids?: Readonly<Record<number, number>>;
  processes?: Partial<ProcessFacts>;
  /** By the row's number; absent as from a source that does not tell. */
  details?: (row: number) => SocketDetails | undefined;
}

const ephemeralPorts = { low: 32_768, high: 60_999 };

/** Reading after reading through the tracker and some checks, as the monitor does it. */
export class Watch {
  readonly engine: CheckEngine;
  private readonly tracker = new Tracker();

  constructor(
    checks: readonly Check[],
    private readonly machine: TestMachine = {},
  ) {
    this.engine = new CheckEngine(() => checks);
  }

  /** @param seconds of the clock */
  read(sockets: readonly TestSocket[], seconds: number, machine: TestMachine = this.machine): readonly Finding[] {
    return this.report(sockets, seconds, machine).findings;
  }

  report(
    sockets: readonly TestSocket[],
    seconds: number,
    { system, pids = {}, processes, details }: TestMachine = this.machine,
  ) {
    const tracked = this.tracker.update(tableOf(sockets, seconds * 1_000), { ephemeralPorts, timeWaitMs: 60_000 });
    return this.engine.run({
      tracked,
      system: { ephemeralPorts, sysctls: {}, counters: {}, ...system },
      owners: {
        ownersOf: inode => {
          const pid = pids[inode];
          return pid === undefined ? [] : [{ pid, name: `p${pid}`, startTicks: 1, parentPid: 1, uid: 0 }];
        },
        whyNone: () => 'not-permitted',
      },
      processes: {
        openFilesLimit: () => undefined,
        openFiles: () => undefined,
        isStopped: () => false,
        ...processes,
      },
      ...(details && { details }),
    });
  }
}
