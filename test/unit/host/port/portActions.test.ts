import { expect, test } from 'vitest';
import type { PortReport } from '../../../../src/core/checks/port/portReport';
import { actionsOf } from '../../../../src/host/port/portActions';
import type { PortAnswer } from '../../../../src/host/port/portAnswer';
import { emptyReport } from './portReport';

const report: PortReport = { ...emptyReport, nextFreePort: 3001 };
const answer: PortAnswer = { report, isElsewhere: false, starters: new Map() };
const kinds = (of: Partial<PortAnswer>) => actionsOf({ ...answer, ...of }).map(({ kind }) => kind);

test('a bind can be tried once, and only where this process is', () => {
  expect(kinds({})).toContain('try');
  expect(kinds({ trials: [] })).not.toContain('try');
  expect(kinds({ isElsewhere: true })).not.toContain('try');
});

test('for a port that nobody has there is nothing to end or to show', () => {
  expect(kinds({})).toEqual(['try', 'copy-port', 'copy-report']);
});
