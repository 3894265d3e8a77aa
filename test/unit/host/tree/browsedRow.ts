import type { BrowsedRow } from '../../../../src/core/sockets/browsedRow';

/** Milliseconds since the epoch of the reading that rows of tests come from. */
export const takenAt = 1_700_000_000_000;

/** An inbound connection of a local server, three minutes old, with what a test changes. */
export function browsedRow(changes: Partial<BrowsedRow> = {}): BrowsedRow {
  return {
    id: 'c1',
    state: 'ESTABLISHED',
    family: 4,
    local: { address: '127.0.0.1', port: 3000 },
    remote: { address: '10.0.0.5', port: 52344 },
    receiveQueue: 0,
    sendQueue: 0,
    processes: [{ pid: 4711, name: 'node', command: 'node server.js' }],
    firstSeenMs: takenAt - 192_000,
    stateSinceMs: takenAt - 192_000,
    stateSinceIsExact: true,
    direction: 'inbound',
    servicePort: 3000,
    loopback: false,
    actor: 'nobody',
    ...changes,
  };
}
