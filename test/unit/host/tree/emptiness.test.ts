import { expect, it } from 'vitest';
import { emptinessOf } from '../../../../src/host/tree/emptiness';
import type { BrowseReply, Frame } from '../../../../src/protocol/monitor';

const model = { health: 'well', paused: false, frame: undefined } as const;
const frame = {} as Frame;
const reply = (total: number, matching: number): BrowseReply => ({
  sequence: 1,
  takenAt: 1,
  total,
  matching,
  pages: [],
});

it.each<[string, Parameters<typeof emptinessOf>, ReturnType<typeof emptinessOf>]>([
  ['nothing is said while the first reading is made', [model, undefined], undefined],
  ['nor while the monitor is started again', [{ ...model, health: 'restarting' }, undefined], undefined],
  ['paused before the first reading', [{ ...model, paused: true }, undefined], 'not-read'],
  ['paused later', [{ ...model, paused: true, frame }, undefined], undefined],
  ['a platform without a collector', [{ ...model, health: 'unsupported' }, undefined], 'unsupported'],
  ['a reading that failed', [{ ...model, health: 'unreadable' }, undefined], 'unreadable'],
  ['a reading that failed after one that did not', [{ ...model, health: 'unreadable' }, reply(3, 3)], undefined],
  ['a machine without sockets', [model, reply(0, 0)], 'no-sockets'],
  ['a filter that nothing matches', [model, reply(3, 0)], 'filter-hides-all'],
  ['sockets', [model, reply(3, 1)], undefined],
])('%s', (_, given, emptiness) => {
  expect(emptinessOf(...given)).toBe(emptiness);
});
