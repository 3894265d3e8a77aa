import { expect, test } from 'vitest';
import type { BindVerdict } from '../../../../src/core/checks/port/portReport';
import { disagreement, trialSentence } from '../../../../src/host/port/trialWords';

const address = '127.0.0.1';

test.each([
  ['ok', 'ok', 'Tried: it worked.'],
  ['EADDRINUSE', 'ok', 'Tried: EADDRINUSE; with SO_REUSEADDR it worked.'],
  ['EADDRINUSE', 'EADDRINUSE', 'Tried: EADDRINUSE, with SO_REUSEADDR too.'],
  ['EADDRINUSE', 'EACCES', 'Tried: EADDRINUSE; with SO_REUSEADDR EACCES.'],
])('%s, and with SO_REUSEADDR %s', (plain, withReuseAddress, sentence) => {
  expect(trialSentence({ address, plain, withReuseAddress })).toBe(sentence);
});

test('that the kernel did otherwise than its rules foretold is said, and nothing when it did the same', () => {
  const verdict: BindVerdict = { address, verdict: 'yes', reason: 'free', blockers: [] };
  expect(disagreement(verdict, { address, plain: 'ok', withReuseAddress: 'ok' })).toBeUndefined();
  expect(disagreement(verdict, { address, plain: 'EADDRINUSE', withReuseAddress: 'ok' })).toContain(
    "the kernel's answer counts",
  );
});
