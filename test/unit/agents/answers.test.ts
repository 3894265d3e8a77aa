import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explainState } from '../../../src/agents/explainState';
import { listSockets } from '../../../src/agents/listSockets';
import { runChecks } from '../../../src/agents/runChecks';
import { whoHoldsPort } from '../../../src/agents/whoHoldsPort';
import type { FindingCode } from '../../../src/core/checks/finding';
import { tcpStates } from '../../../src/core/tcp/states';
import { leak, leaked, sourceOf } from './source';

const plainLeaked = {
  state: 'CLOSE-WAIT',
  local: '127.0.0.1:3000',
  remote: '[::1]:52000',
  processes: ['node (4711)'],
  whoMustAct: 'program',
  inStateSeconds: 90,
  inStateForAtLeast: true,
  receiveQueueBytes: 1,
};

describe('list sockets', () => {
  it('asks for what was given, longest in the state first, and answers in few words', async () => {
    const { source, asked } = sourceOf();
    const input = {
      states: ['CLOSE_WAIT'],
      process: ' Node ',
      port: '3000',
      minSecondsInState: 60,
      whoMustAct: 'program',
    };
    expect(await listSockets(source, input)).toEqual({
      takenAt: '2026-01-02T03:04:05.000Z',
      total: 1,
      countsByState: { 'CLOSE-WAIT': 1 },
      sockets: [plainLeaked],
      more: 0,
      limits: ['Processes of other users cannot be named without root or CAP_SYS_PTRACE.'],
    });
    expect(asked).toEqual([
      {
        states: ['CLOSE-WAIT'],
        process: 'Node',
        port: 3000,
        minAgeMs: 60_000,
        actor: 'program',
        longestInStateFirst: true,
        limit: 50,
      },
    ]);
  });

  it('is bounded, and says how much was left out', async () => {
    const { source, asked } = sourceOf(Array.from({ length: 1_000 }, () => leaked));
    expect(await listSockets(source, { limit: 3 })).toMatchObject({ total: 1_000, more: 997 });
    const most = (await listSockets(source, { limit: 200 })) as { sockets: object[] };
    expect(most.sockets).toHaveLength(200);
    expect(JSON.stringify(most).length).toBeLessThan(40_000);
    await listSockets(source, undefined);
    expect(asked.at(-1)).toEqual({ longestInStateFirst: true, limit: 50 });
  });

  it('says of a listener how many wait, and of a socket of the kernel when its timer fires', async () => {
    const listener = {
      ...leaked,
      state: 'LISTEN',
      remote: { address: '0.0.0.0', port: 0 },
      receiveQueue: 2,
      sendQueue: 128,
    };
    const waiting = {
      ...leaked,
      state: 'TIME-WAIT',
      processes: [],
      noProcess: 'kernel-owned',
      stateSinceIsExact: true,
      timer: { kind: 'time-wait', expiresMs: 12_400, retransmits: 0 },
    };
    const { source } = sourceOf([listener, waiting] as (typeof leaked)[]);
    expect(await listSockets(source, {})).toMatchObject({
      sockets: [
        { waitingForAccept: 2, acceptQueueLimit: 128, whoMustAct: 'nobody' },
        { noProcess: 'kernel-owned', whoMustAct: 'kernel', timer: { kind: 'time-wait', firesInSeconds: 12 } },
      ],
    });
  });
});

describe('who holds a port', () => {
  it('says it in a sentence, with what was found out', async () => {
    expect(await whoHoldsPort(sourceOf().source, { port: 3000 })).toEqual({
      port: 3000,
      takenAt: '2026-01-02T03:04:05.000Z',
      answer: 'Nobody listens on 3000; 1 connection(s) of an earlier server are left.',
      holders: [],
      connections: [plainLeaked],
      more: 0,
      evidence: [{ code: 'leftovers', count: 1, freeInSeconds: 42, confidence: 'inferred' }],
      processes: [],
      canBind: [{ address: '127.0.0.1', verdict: 'no', reason: 'leftover-connections' }],
      nextFreePort: 3001,
    });
  });
});

describe('run checks', () => {
  it('gives findings with an example, what they mean and what to do', async () => {
    const answer = (await runChecks(sourceOf().source, { port: null })) as { about: Record<string, object> };
    expect(answer).toMatchObject({
      watchedForSeconds: 100,
      total: 1,
      findings: [
        {
          code: 'close-wait-leak',
          process: 'node (4711)',
          numbers: { count: 7 },
          forSeconds: 30,
          ignoredByUser: true,
          examples: [plainLeaked],
        },
      ],
      passed: ['churn'],
      notMade: [{ code: 'conntrack', lacks: 'conntrack' }],
    });
    expect(answer.about['close-wait-leak']).toEqual({
      meaning: expect.stringContaining('never calls close()') as string,
      whatToDo: expect.stringMatching(/^Find the path [^`]*`finally`/) as string,
    });
  });

  it('leaves out what was not asked for', async () => {
    const { source } = sourceOf([leaked], [leak, { ...leak, severity: 'info', pid: 12, port: 80 }]);
    const total = async (input: object) => ((await runChecks(source, input)) as { total: number }).total;
    expect(await total({ minSeverity: 'warning' })).toBe(1);
    expect(await total({ pid: 12 })).toBe(1);
    expect(await total({ port: 80, pid: 4711 })).toBe(0);
    expect(await total({ code: 'close-wait-leak' })).toBe(2);
  });

  it.each(readdirSync('media/explain/en/checks'))('%s says what it means and what to do', async file => {
    const code = file.replace('.md', '') as FindingCode;
    const { about } = (await runChecks(sourceOf([], [{ ...leak, code }]).source, {})) as {
      about: Record<string, { meaning: string; whatToDo: string }>;
    };
    expect(about[code]!.meaning.length).toBeGreaterThan(20);
    expect(about[code]!.whatToDo.length).toBeGreaterThan(20);
  });
});

describe('explain a state', () => {
  it.each(tcpStates.map(({ name }) => name))('%s', async state => {
    const answer = await explainState(sourceOf().source, { state: state.toLowerCase().replaceAll('-', '_') });
    expect(answer).toMatchObject({ state, summary: expect.stringMatching(/\.$/) as string });
    expect(JSON.stringify(answer).length).toBeLessThan(8_000);
  });
});
