import type { TcpStateName } from '../../src/core/tcp/states';
import type { Source } from '../../src/collect/collector';
import type { Agent } from './namespace';
import type { PlainRow } from './plainRow';

/** How `ss` spells what we spell differently. */
const spelling: Partial<Record<TcpStateName, string>> = {
  ESTABLISHED: 'ESTAB',
  'SYN-RECEIVED': 'SYN-RECV',
  CLOSED: 'UNCONN',
};

export function ssSpelling(state: TcpStateName): string {
  return spelling[state] ?? state;
}

/** The lines of `ss -tanH`, sorted, with single spaces: `CLOSE-WAIT 1 0 127.0.0.1:35553 127.0.0.1:40112`. */
export function ssLines(output: string): string[] {
  return output
    .split('\n')
    .map(line => line.trim().split(/\s+/).join(' '))
    .filter(line => line !== '')
    .sort();
}

/**
 * The rows as `ss -tanH` would print them. It does not show sockets that are bound and do not listen, so neither is
 * here.
 */
export function asSsLines(rows: readonly PlainRow[]): string[] {
  return rows
    .filter(row => row.state !== 'BOUND')
    .map(row => [ssSpelling(row.state), row.receiveQueue, row.sendQueue, row.local, row.remote].join(' '))
    .sort();
}

/** A backlog limit is what /proc does not tell of a listener: `LISTEN 1 128 ...` is `LISTEN 1 0 ...` there. */
export function withoutBacklogLimits(lines: readonly string[]): string[] {
  return lines.map(line => line.replace(/^(LISTEN \d+) \d+/, '$1 0')).sort();
}

/**
 * Rows and what ss printed at the same time: between two readings that are the same, so that nothing changed meanwhile.
 * Full queues go on changing for a moment after the program has stopped writing.
 */
export async function readBesideSs(agent: Agent, source: Source): Promise<{ rows: PlainRow[]; lines: string[] }> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const before = asSsLines((await agent.call.read(source)).rows);
    const lines = ssLines(await agent.call.ss(['-tanH']));
    const { rows } = await agent.call.read(source);
    if (asSsLines(rows).join() === before.join()) {
      return { rows, lines };
    }
  }
  throw new Error('the sockets never stood still');
}
