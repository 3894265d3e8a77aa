import type { Finding } from '../../../../src/core/checks/finding';
import { takenAt } from '../tree/browsedRow';

/** A CLOSE-WAIT leak of node, with what a test changes. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    code: 'close-wait-leak',
    severity: 'warning',
    cause: 'nobody-reads',
    subject: 'pid 4711',
    state: 'CLOSE-WAIT',
    pid: 4711,
    process: 'node',
    port: 3000,
    numbers: { count: 12, queue1: 12, oldestMs: 192_000 },
    evidence: ['c1'],
    confidence: 'measured',
    actor: 'program',
    sinceMs: takenAt,
    ...changes,
  };
}
