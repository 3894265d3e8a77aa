import type { TcpStateName } from '../../src/core/tcp/states';
import type { PlainRow } from './plainRow';

/** How `ss` spells what we spell differently. */
const spelling: Partial<Record<TcpStateName, string>> = {
  ESTABLISHED: 'ESTAB',
  'SYN-RECEIVED': 'SYN-RECV',
  CLOSED: 'UNCONN',
};

/** The lines of `ss -tanH`, sorted, with single spaces: `CLOSE-WAIT 1 0 127.0.0.1:35553 127.0.0.1:40112`. */
export function ssLines(output: string): string[] {
  return output
    .split('\n')
    .map(line => line.trim().split(/\s+/).join(' '))
    .filter(line => line !== '')
    .sort();
}

/** The rows as `ss -tanH` would print them. It does not show sockets that are bound and do not listen, so neither is here. */
export function asSsLines(rows: readonly PlainRow[]): string[] {
  return rows
    .filter(row => row.state !== 'BOUND')
    .map(row => [spelling[row.state] ?? row.state, row.receiveQueue, row.sendQueue, row.local, row.remote].join(' '))
    .sort();
}
