import type { BrowsedRow } from '../../src/core/sockets/browsedRow';
import type { Trace } from '../../src/protocol/monitor';
import type { PanelPicture } from '../../src/protocol/panel';
import { busyFrame, connectionIn } from './samples';

const { takenAt } = busyFrame;
const frame = { ...busyFrame, system: { name: 'linux', sysctls: { tcp_fin_timeout: 30 } } } as const;

/** The end of a client that closed, and the end of a worker that has not. */
export const api = end('FIN-WAIT-2', 50_000, 3_000, {
  processes: [{ pid: 4_711, name: 'api' }],
  direction: 'outbound',
  stateSinceMs: takenAt - 47_000,
});
export const worker = end('CLOSE-WAIT', 3_000, 50_000, {
  processes: [{ pid: 4_712, name: 'worker' }],
  actor: 'program',
  direction: 'inbound',
  stateSinceMs: takenAt - 48_000,
});
/** A client's end in the hands of the kernel, which forgets it soon. */
export const orphan = end('FIN-WAIT-2', 50_001, 3_000, {
  actor: 'kernel',
  noProcess: 'kernel-owned',
  direction: 'outbound',
  timer: { kind: 'time-wait', expiresMs: 24_000, retransmits: 0 },
});
const lingering = end('TIME-WAIT', 50_002, 443, {
  actor: 'kernel',
  noProcess: 'kernel-owned',
  direction: 'outbound',
  timer: { kind: 'time-wait', expiresMs: 42_000, retransmits: 0 },
});
const unanswered = end('SYN-SENT', 50_003, 8_080, {
  processes: [{ pid: 99, name: 'health-checker' }],
  direction: 'outbound',
  timer: { kind: 'retransmit', expiresMs: 1_900, retransmits: 5 },
});

export const pairPicture: PanelPicture = pictureOf({ ...api, other: worker });
export const timedPicture: PanelPicture = pictureOf({ ...api, other: worker }, orphan, lingering, unanswered);

/** Thirty selected connections: half of them with their other ends. */
export const manyPicture: PanelPicture = pictureOf(
  ...Array.from({ length: 15 }, (_, index): Trace => {
    const client = end('FIN-WAIT-2', 51_000 + index, 3_000, { processes: api.row!.processes, direction: 'outbound' });
    return { ...client, other: end('CLOSE-WAIT', 3_000, 51_000 + index, { ...worker.row }) };
  }),
  ...Array.from({ length: 10 }, (_, index) => end('ESTABLISHED', 52_000 + index, 443, { direction: 'outbound' })),
  ...Array.from({ length: 5 }, (_, index) => end('TIME-WAIT', 53_000 + index, 443, lingering.row!)),
);

export function pictureOf(...selected: readonly Trace[]): PanelPicture {
  return { machine: 'devbox', paused: false, frame, selected };
}

function end(state: BrowsedRow['state'], localPort: number, remotePort: number, rest: Partial<BrowsedRow>): Trace {
  const trace = connectionIn(state);
  const id = `${state}-${localPort}-${remotePort}`;
  const row = { ...trace.row!, ...rest, id, state };
  const address = '127.0.0.1';
  return {
    id,
    row: { ...row, local: { address, port: localPort }, remote: { address, port: remotePort } },
    steps: [
      { to: 'ESTABLISHED', at: takenAt - 60_000, observed: true },
      ...(state === 'ESTABLISHED'
        ? []
        : [{ from: 'ESTABLISHED', to: state, at: row.stateSinceMs, observed: true } as const]),
    ],
  };
}
