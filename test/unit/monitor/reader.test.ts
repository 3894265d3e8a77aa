import { expect, test } from 'vitest';
import { CollectorError, type Platform, type Source } from '../../../src/collect/collector';
import { unsupportedPlatform } from '../../../src/collect/unsupported';
import { Tracker } from '../../../src/core/history/tracker';
import { Reader } from '../../../src/monitor/reader';
import { tableOf } from '../core/sockets/tableOf';

/** sock_diag opens there, and answers whole readings as often as it is told. */
function platformWith(answers: boolean[]): Platform & { asked: string[] } {
  const asked: string[] = [];
  return {
    ...unsupportedPlatform('linux'),
    asked,
    readSystem: () => ({ sysctls: {}, counters: {} }),
    openCollector: preferred => {
      asked.push(preferred);
      const source: Source = preferred === 'proc' ? 'proc' : 'sock_diag';
      return {
        problems: [],
        collector: {
          source,
          showsBoundSockets: false,
          read: () => {
            if (source === 'sock_diag' && answers.shift() !== true) {
              throw new CollectorError('no-sock-diag', 'ENOBUFS');
            }
            return { table: tableOf([], 1_000), problems: [] };
          },
          close: () => undefined,
        },
      };
    },
  };
}

function readings(platform: Platform, preferred: 'auto' | Source, count: number): string[] {
  const reader = new Reader(platform, platform, preferred, false);
  const tracker = new Tracker();
  return Array.from({ length: count }, () => {
    try {
      const { source, problems } = reader.read(tracker, false);
      return [source, ...problems.map(({ code }) => code)].join(' ');
    } catch (error) {
      return String(error);
    }
  });
}

const failed = 'CollectorError: no-sock-diag: ENOBUFS';

test('a source that fails three times in a row gives way to /proc, which says why', () => {
  const platform = platformWith([]);
  expect(readings(platform, 'auto', 5)).toEqual([failed, failed, failed, 'proc no-sock-diag', 'proc no-sock-diag']);
  expect(platform.asked).toEqual(['auto', 'auto', 'auto', 'proc']);
});

test('one that fails now and then is kept, and so is one that the user has chosen', () => {
  expect(readings(platformWith([true, false, false, true, false, false, true]), 'auto', 7)).toEqual([
    'sock_diag',
    failed,
    failed,
    'sock_diag',
    failed,
    failed,
    'sock_diag',
  ]);
  expect(readings(platformWith([]), 'sock_diag', 5)).toEqual([failed, failed, failed, failed, failed]);
});
