import { expect, test } from 'vitest';
import { Tracker } from '../../../src/core/history/tracker';
import { Diagnosis } from '../../../src/monitor/diagnosis';
import { tableOf } from '../core/sockets/tableOf';

const ephemeralPorts = { low: 32_768, high: 60_999 };
const owners = { ownersOf: () => [], whyNone: () => 'not-permitted' as const };
const processes = { update: () => [], find: () => undefined, ...owners };

/** A program leaves data unread at every reading, as far as anybody sees. */
function watching() {
  const tracker = new Tracker();
  const diagnosis = new Diagnosis({ processes }, owners);
  return (second: number) => {
    const table = tableOf(
      [
        {
          state: 'ESTABLISHED',
          local: '10.0.0.1:80',
          remote: '10.0.0.5:40000',
          receiveQueue: 100,
          inode: 7,
          cookie: 1,
        },
      ],
      second * 1_000,
    );
    const report = diagnosis.of({
      tracked: tracker.update(table, { ephemeralPorts }),
      system: { ephemeralPorts, sysctls: {}, counters: {} },
      source: 'sock_diag',
      problems: [],
      readMs: 1,
      totalMs: 1,
    });
    return report.findings.map(({ code }) => code);
  };
}

test('what was so before a pause is not taken to have been so throughout', () => {
  const read = watching();
  for (const second of [0, 2, 4, 64, 66, 68, 72]) {
    expect(read(second)).toEqual([]);
  }
  expect(read(74)).toEqual(['program-not-reading']);
});

test('readings that are always far apart are no pause', () => {
  const read = watching();
  for (const second of [0, 30, 60]) {
    expect(read(second)).toEqual([]);
  }
  expect(read(90)).toEqual(['program-not-reading']);
});
