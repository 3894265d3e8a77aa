import type { BrowsedRow } from '../../src/core/sockets/browsedRow';
import { tcpStates, type TcpStateName } from '../../src/core/tcp/states';
import type { Frame, Trace, TraceStep } from '../../src/protocol/monitor';
import type { PanelPicture } from '../../src/protocol/panel';

const takenAt = Date.UTC(2026, 10, 22, 9, 30);

/** A busy server that leaks a few connections. */
export const busyFrame: Frame = {
  sequence: 42,
  takenAt,
  source: 'sock_diag',
  paused: false,
  total: 17_226,
  counts: {
    LISTEN: 23,
    'SYN-SENT': 2,
    'SYN-RECEIVED': 8,
    ESTABLISHED: 1_204,
    'FIN-WAIT-1': 3,
    'FIN-WAIT-2': 114,
    'CLOSE-WAIT': 37,
    'TIME-WAIT': 15_834,
    BOUND: 1,
  },
  rates: { ESTABLISHED: 12, 'TIME-WAIT': 118.4, 'CLOSE-WAIT': 0.5, 'FIN-WAIT-2': -3 },
  transitions: [],
  opened: 130,
  closed: 4,
  worst: { state: 'CLOSE-WAIT', severity: 'warning', count: 37 },
  problems: [],
  cost: { readMs: 21.2, totalMs: 33.7, nextDelayMs: 1_000, load: 0.03 },
  recording: { isOn: false, since: takenAt - 900_000, bytes: 4_000_000 },
};

const serverWay: readonly (readonly [TcpStateName | undefined, TcpStateName, boolean])[] = [
  [undefined, 'SYN-RECEIVED', true],
  ['SYN-RECEIVED', 'ESTABLISHED', true],
  ['ESTABLISHED', 'CLOSE-WAIT', true],
];
const clientWay: readonly (readonly [TcpStateName | undefined, TcpStateName, boolean])[] = [
  [undefined, 'ESTABLISHED', true],
  ['ESTABLISHED', 'FIN-WAIT-1', false],
  ['FIN-WAIT-1', 'FIN-WAIT-2', false],
  ['FIN-WAIT-2', 'TIME-WAIT', true],
];

export const leaked: Trace = {
  id: 'c1',
  row: row('c1', 'CLOSE-WAIT', 3_000, ['10.0.4.17', 51_544], {
    actor: 'program',
    processes: [{ pid: 4711, name: 'node' }],
    stateSinceMs: takenAt - 48_000,
  }),
  steps: steps(serverWay),
};

const finished: Trace = {
  id: 'c2',
  row: row('c2', 'TIME-WAIT', 54_321, ['127.0.0.1', 5_432], {
    actor: 'kernel',
    noProcess: 'kernel-owned',
    stateSinceMs: takenAt - 18_000,
    direction: 'outbound',
    servicePort: 5_432,
  }),
  steps: steps(clientWay),
};

export const busyPicture: PanelPicture = {
  machine: 'devbox',
  paused: false,
  frame: busyFrame,
  selected: [leaked, finished],
};
export const quietPicture: PanelPicture = { machine: 'devbox', paused: false, frame: busyFrame, selected: [] };

/** A selected connection that is in a state and came there directly. */
export function connectionIn(state: TcpStateName, index = 0): Trace {
  return {
    id: `s${state}${index}`,
    row: row(`s${state}${index}`, state, 40_000 + index, ['192.168.100.200', 50_000 + index], {}),
    steps: [{ to: state, at: takenAt - 1_000, observed: true }],
  };
}

/** Everything at its widest: large numbers, and more selected connections in every state than find room. */
export const crowdedPicture: PanelPicture = {
  machine: 'devbox',
  paused: false,
  frame: {
    ...busyFrame,
    total: 1_200_000,
    counts: Object.fromEntries(tcpStates.map(({ name }) => [name, 100_000])),
    rates: Object.fromEntries(tcpStates.map(({ name }) => [name, 1_234])),
  },
  selected: tcpStates.flatMap(({ name }) => [0, 1, 2, 3, 4, 5].map(index => connectionIn(name, index))),
};

/** Before the first reading. */
export const unreadPicture: PanelPicture = { machine: 'devbox', paused: false, selected: [] };

/** The same without anything that stands out. */
export const calmFrame: Frame = { ...busyFrame };
delete calmFrame.worst;

/** Nothing open at all. */
export const emptyPicture: PanelPicture = {
  machine: 'devbox',
  paused: false,
  frame: { ...calmFrame, total: 0, counts: {}, rates: {} },
  selected: [],
};

function steps(way: typeof serverWay): TraceStep[] {
  return way.map(([from, to, observed], index) => ({
    ...(from ? { from } : {}),
    to,
    observed,
    at: takenAt - 60_000 + index * 4_000,
  }));
}

function row(
  id: string,
  state: TcpStateName,
  localPort: number,
  [address, port]: [string, number],
  rest: Partial<BrowsedRow>,
): BrowsedRow {
  return {
    id,
    state,
    family: 4,
    local: { address: '127.0.0.1', port: localPort },
    remote: { address, port },
    receiveQueue: 0,
    sendQueue: 0,
    processes: [],
    firstSeenMs: takenAt - 60_000,
    stateSinceMs: takenAt - 5_000,
    stateSinceIsExact: true,
    direction: 'inbound',
    servicePort: localPort,
    loopback: true,
    actor: 'peer',
    ...rest,
  };
}
