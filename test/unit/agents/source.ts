import { readFileSync } from 'node:fs';
import type { AgentSource } from '../../../src/agents/agentSource';
import type { Finding } from '../../../src/core/checks/finding';
import type { BrowsedRow } from '../../../src/core/sockets/browsedRow';
import type { Snapshot, SocketQuery } from '../../../src/protocol/monitor';

const takenAt = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A leaked connection of node, a minute and a half old. */
export const leaked: BrowsedRow = {
  id: 'a1',
  state: 'CLOSE-WAIT',
  family: 4,
  local: { address: '127.0.0.1', port: 3000 },
  remote: { address: '::1', port: 52_000 },
  receiveQueue: 1,
  sendQueue: 0,
  processes: [{ pid: 4711, name: 'node', command: 'node server.js' }],
  firstSeenMs: takenAt - 100_000,
  stateSinceMs: takenAt - 90_400,
  stateSinceIsExact: false,
  direction: 'inbound',
  servicePort: 3000,
  loopback: true,
  actor: 'program',
};

export const leak: Finding = {
  code: 'close-wait-leak',
  severity: 'warning',
  cause: 'nobody-reads',
  subject: 'pid 4711',
  pid: 4711,
  process: 'node',
  numbers: { count: 7 },
  evidence: ['a1'],
  confidence: 'measured',
  actor: 'program',
  sinceMs: takenAt - 30_000,
};

/** A source that remembers what it was asked. */
export function sourceOf(rows: readonly BrowsedRow[] = [leaked], findings: readonly Finding[] = [leak]) {
  const asked: SocketQuery[] = [];
  const source: AgentSource = {
    snapshot: query => {
      asked.push(query);
      const snapshot: Snapshot = {
        takenAt,
        source: 'sock_diag',
        total: rows.length,
        counts: { 'CLOSE-WAIT': rows.length },
        sockets: rows.slice(0, query.limit),
        problems: [{ code: 'other-users-processes' }],
        cost: { readMs: 1, totalMs: 2 },
      };
      return Promise.resolve(snapshot);
    },
    check: () =>
      Promise.resolve({
        takenAt,
        watchedMs: 100_000,
        findings,
        passed: ['churn'],
        notMade: [{ code: 'conntrack', lacks: 'conntrack' }],
        costMs: 1,
      }),
    inspectPort: port =>
      Promise.resolve({
        port,
        takenAt,
        listeners: [],
        bound: [],
        connections: rows,
        connectionTotal: rows.length,
        evidence: [{ code: 'leftovers', count: 1, freeInMs: 41_800, confidence: 'inferred', sockets: ['a1'] }],
        origins: [],
        bindable: [{ address: '127.0.0.1', verdict: 'no', reason: 'leftover-connections', blockers: ['a1'] }],
        nextFreePort: 3001,
      }),
    rows: ids => Promise.resolve(rows.filter(({ id }) => ids.includes(id))),
    explanation: path => Promise.resolve(readFileSync(`media/explain/en/${path}`, 'utf8')),
    isIgnored: () => true,
  };
  return { source, asked };
}
