import type { BrowsedRow } from '../sockets/browsedRow';
import type { SocketProcess } from '../sockets/socketRow';
import { stateOf } from '../tcp/states';

/** What a run of a program left behind, of one kind and one process. */
export interface RunLeak {
  readonly kind: LeakKind;
  /** Absent when it cannot be named. */
  readonly process?: SocketProcess;
  readonly count: number;
  /** Ids of the sockets. */
  readonly sockets: readonly string[];
  /** Of listeners: where they listen. */
  readonly addresses: readonly { readonly address: string; readonly port: number }[];
}

export type LeakKind =
  /** A process of the run still listens. */
  | 'listener'
  /** A process of the run still holds connections that their peers have closed. */
  | 'close-wait'
  /** A process of the run still holds other sockets. */
  | 'open'
  /** A process that is none of the run's has got connections that their peers have closed, while the run went on. */
  | 'others-close-wait';

/** Two readings around a run. */
export interface RunReadings {
  /** Ids of the sockets in CLOSE-WAIT before. */
  readonly before: ReadonlySet<string>;
  /** What is in CLOSE-WAIT after the run, in programs that can have to do with it. */
  readonly closeWait: readonly LeftSocket[];
  /** What processes of the run hold after it. */
  readonly own: readonly LeftSocket[];
  /** The run found its processes running and left them so: what they hold is theirs to hold, but for half-closed connections. */
  readonly isAttached: boolean;
}

type LeftSocket = Pick<BrowsedRow, 'id' | 'state' | 'local' | 'processes' | 'noProcess'>;

const listening = stateOf('LISTEN').name;
const halfClosed = stateOf('CLOSE-WAIT').name;
const kinds: readonly LeakKind[] = ['listener', 'close-wait', 'open', 'others-close-wait'];

/**
 * The sockets that outlived a run: whatever its processes still hold, and what others were left with. What the kernel alone
 * holds, such as TIME-WAIT, ends by itself and is no leak.
 */
export function leaksOf({ before, closeWait, own, isAttached }: RunReadings): RunLeak[] {
  const outlived = isAttached ? [] : own.filter(isHeld);
  const started = new Set((isAttached ? [] : own).map(({ id }) => id));
  const left = [...closeWait, ...own.filter(({ state }) => isAttached && state === halfClosed)];
  const others = new Map(left.filter(({ id }) => !before.has(id) && !started.has(id)).map(row => [row.id, row]));
  const found = [
    ...outlived.map(row => ({ kind: kindOf(row), row })),
    ...Array.from(others.values(), row => ({ kind: 'others-close-wait' as const, row })),
  ];
  const groups = new Map<string, typeof found>();
  for (const one of found) {
    const key = `${one.kind} ${one.row.processes[0]?.pid ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .map(([first, ...rest]) =>
      toLeak(
        first!.kind,
        [first!, ...rest].map(({ row }) => row),
      ),
    )
    .sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || (a.process?.pid ?? 0) - (b.process?.pid ?? 0));
}

/**
 * What is left of a leak when these are the sockets that exist, by id; undefined when nothing is. The same leak when all of
 * it is there still.
 */
export function leftOf(leak: RunLeak, now: ReadonlyMap<string, LeftSocket>): RunLeak | undefined {
  const rows = leak.sockets.flatMap(id => now.get(id) ?? []).filter(row => isHeld(row) && isStill(leak.kind, row));
  if (rows.length === leak.count) {
    return leak;
  }
  return rows.length === 0 ? undefined : toLeak(leak.kind, rows);
}

function isHeld({ noProcess }: LeftSocket): boolean {
  return noProcess !== 'kernel-owned';
}

function isStill(kind: LeakKind, row: LeftSocket): boolean {
  return kind === 'others-close-wait' ? row.state === halfClosed : kind === 'open' || kindOf(row) === kind;
}

function kindOf({ state }: LeftSocket): LeakKind {
  if (state === listening) {
    return 'listener';
  }
  return state === halfClosed ? 'close-wait' : 'open';
}

function toLeak(kind: LeakKind, rows: readonly LeftSocket[]): RunLeak {
  const process = rows[0]?.processes[0];
  return {
    kind,
    ...(process !== undefined && { process }),
    count: rows.length,
    sockets: rows.map(({ id }) => id),
    addresses: kind === 'listener' ? rows.map(({ local }) => local) : [],
  };
}
