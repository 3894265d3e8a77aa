import { expect, test } from 'vitest';
import type { BindVerdict } from '../../../../src/core/checks/port/portReport';
import { disagreement, trialSentence } from '../../../../src/host/port/trialWords';

const address = '127.0.0.1';

test.each([
  ['ok', 'ok', 'ok', 'Tried: it worked.'],
  ['EADDRINUSE', 'ok', 'EADDRINUSE', 'Tried: EADDRINUSE; with SO_REUSEADDR it worked.'],
  ['EADDRINUSE', 'EADDRINUSE', 'ok', 'Tried: EADDRINUSE, with SO_REUSEADDR too; with SO_REUSEPORT it worked.'],
  ['EADDRINUSE', 'EADDRINUSE', 'EADDRINUSE', 'Tried: EADDRINUSE, with SO_REUSEADDR too.'],
  ['EADDRINUSE', 'EACCES', 'EACCES', 'Tried: EADDRINUSE; with SO_REUSEADDR EACCES.'],
])('%s, with SO_REUSEADDR %s and with SO_REUSEPORT %s', (plain, withReuseAddress, withReusePort, sentence) => {
  expect(trialSentence({ address, plain, withReuseAddress, withReusePort })).toBe(sentence);
});

test('that the kernel did otherwise than its rules foretold is said, and nothing when it did the same', () => {
  const verdict: BindVerdict = { address, verdict: 'yes', reason: 'free', blockers: [] };
  expect(disagreement(verdict, { address, plain: 'ok', withReuseAddress: 'ok', withReusePort: 'ok' })).toBeUndefined();
  expect(
    disagreement(verdict, { address, plain: 'EADDRINUSE', withReuseAddress: 'ok', withReusePort: 'EADDRINUSE' }),
  ).toContain("the kernel's answer counts");
});
