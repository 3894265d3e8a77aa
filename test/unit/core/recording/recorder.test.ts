import fc from 'fast-check';
import { expect, test } from 'vitest';
import { laterStepsOf } from '../../../../src/core/recording/path';
import { reconstruct } from '../../../../src/core/recording/reconstruct';
import { tableOf } from '../sockets/tableOf';
import { readings } from './machine.arbitrary';
import { exactOf, RecordedMachine } from './recordedMachine';

test('every kept moment gives back its reading, and every connection the steps that were tracked', () => {
  fc.assert(
    fc.property(readings, fc.constantFrom(40_000, 60_000_000), (all, bytes) => {
      const machine = new RecordedMachine({ bytes, windowMs: 900_000 });
      const seen = new Map<number, { exact: string[]; steps: Map<string, unknown> }>();
      let now = 1_000_000;
      for (const { afterMs, sockets } of all) {
        now += afterMs;
        const tracked = machine.read(tableOf(sockets, now));
        seen.set(now, { exact: exactOf(tracked), steps: stepsByIdentity(machine, tracked) });
      }
      const { recording } = machine;
      expect(recording.timeOf(recording.moments.at(-1)!)).toBe(now);
      for (const moment of recording.moments) {
        const past = reconstruct(recording, moment);
        const { exact, steps } = seen.get(recording.timeOf(moment))!;
        expect(exactOf(past.tracked)).toEqual(exact);
        const { table } = past.tracked;
        const found = laterStepsOf(recording, moment.tick, past.lifelines);
        for (let row = 0; row < table.length; row++) {
          const key = `${table.identityLow[row]!} ${table.identityHigh[row]!}`;
          expect(found[row]).toEqual(steps.get(key));
        }
      }
    }),
    { numRuns: 300 },
  );
});

function stepsByIdentity(
  { tracker }: RecordedMachine,
  { table, entries, entryOf }: ReturnType<RecordedMachine['read']>,
) {
  return new Map(
    Array.from({ length: table.length }, (_, row) => [
      `${table.identityLow[row]!} ${table.identityHigh[row]!}`,
      tracker.log.stepsOf(entries.serial[entryOf[row]!]!),
    ]),
  );
}
