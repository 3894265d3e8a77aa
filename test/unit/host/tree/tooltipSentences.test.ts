import { describe, expect, it } from 'vitest';
import type { TcpSystem } from '../../../../src/core/tcp/tcpSystem';
import { lifetimeSentence } from '../../../../src/host/tree/lifetimeSentence';
import { pairSentence } from '../../../../src/host/tree/pairSentence';
import { browsedRow, takenAt } from './browsedRow';

describe('pairSentence', () => {
  const api = browsedRow({
    state: 'FIN-WAIT-2',
    actor: 'peer',
    processes: [{ pid: 1, name: 'api' }],
  });

  it('names the program that owes close(), and since when', () => {
    const worker = browsedRow({
      state: 'CLOSE-WAIT',
      actor: 'program',
      processes: [{ pid: 2, name: 'worker' }],
      stateSinceMs: takenAt - 48_000,
    });
    const verdict = 'worker has not called close() for 48 seconds.';
    expect(pairSentence(api, worker, takenAt)).toBe(`api is in FIN-WAIT-2, worker is in CLOSE-WAIT: ${verdict}`);
    const unsure = pairSentence({ ...worker, stateSinceIsExact: false }, api, takenAt);
    expect(unsure).toMatch(/worker has not called close\(\) for at least 48 seconds\.$/);
  });

  it('says that nobody needs to act', () => {
    const other = browsedRow({ processes: [{ pid: 2, name: 'worker' }] });
    expect(pairSentence(browsedRow(), other, takenAt)).toMatch(/: nobody needs to act\.$/);
  });
});

describe('lifetimeSentence', () => {
  const system: TcpSystem = { name: 'linux', sysctls: { tcp_fin_timeout: 30 } };

  it.each([
    [{ state: 'CLOSE-WAIT' }, 'No timer of the kernel ends this state.'],
    [{ state: 'FIN-WAIT-2' }, 'No timer of the kernel ends this state.'],
    [
      { state: 'FIN-WAIT-2', noProcess: 'kernel-owned' },
      'If nothing else happens, this state lasts 30 seconds altogether (net.ipv4.tcp_fin_timeout).',
    ],
    [
      { state: 'TIME-WAIT', noProcess: 'kernel-owned' },
      'If nothing else happens, this state lasts 1 minute altogether.',
    ],
    [{ state: 'LISTEN' }, undefined],
    [{ state: 'ESTABLISHED' }, undefined],
  ] as const)('%o: %s', (row, sentence) => {
    expect(lifetimeSentence(row, system)).toBe(sentence);
  });

  it('says nothing of a machine that is not known', () => {
    expect(lifetimeSentence({ state: 'CLOSE-WAIT' }, undefined)).toBeUndefined();
  });
});
