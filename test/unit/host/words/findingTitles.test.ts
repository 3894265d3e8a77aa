import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding, FindingCode } from '../../../../src/core/checks/finding';
import { checkNames } from '../../../../src/host/words/checkNames';
import { factLine, findingFacts } from '../../../../src/host/words/findingFacts';
import { findingLabel, findingWhere } from '../../../../src/host/words/findingLabels';
import { findingTitle } from '../../../../src/host/words/findingTitles';
import { finding } from '../checks/finding';

const codes = Object.keys(checkNames()) as FindingCode[];

const checks = 'src/core/checks';

/** Every cause that a check can name, read from the checks' sources. */
const causes: readonly (string | undefined)[] = [
  undefined,
  ...new Set(
    readdirSync(checks)
      .filter(name => name.endsWith('.ts'))
      .flatMap(file =>
        [...readFileSync(join(checks, file), 'utf8').matchAll(/'([a-z]+[a-z0-9-]*)'/g)].map(match => match[1]!),
      ),
  ),
];

const numbers = (count: number) =>
  Object.fromEntries(
    ['count', 'waiting', 'timeWait', 'listeners', 'used', 'open']
      .map(name => [name, count])
      .concat([
        ['limit', 128],
        ['share', 0.83],
        ['longestMs', 12_000],
      ]),
  ) as Finding['numbers'];

const all = codes.flatMap(code =>
  causes.flatMap(cause =>
    [1, 12].map(count => ({
      count,
      finding: finding({
        code,
        ...(cause !== undefined && { cause }),
        numbers: numbers(count),
        destination: { address: '10.0.0.9', port: 5432 },
      }),
    })),
  ),
);

describe('the sentence about a finding', () => {
  it('is a whole one without places left open, for every code and cause', () => {
    for (const { finding: found } of all) {
      const title = findingTitle(found);
      expect(title, `${found.code} ${found.cause}`).toMatch(/^\S.*\.$/);
      expect(title, `${found.code} ${found.cause}`).not.toMatch(/[{}–]|undefined|NaN/);
    }
  });

  it('tells one from many', () => {
    for (const { count, finding: found } of all.filter(({ finding: { code } }) => code !== 'two-listeners')) {
      const wrong = count === 1 ? /\b1 (connections|handshakes|closed connections)\b/ : /\b12 (connection|handshake)\b/;
      expect(findingTitle(found)).not.toMatch(wrong);
    }
  });

  it.each([
    [finding(), 'Nobody in node (4711) reads 12 connections that their peers closed.'],
    [
      finding({ cause: 'end-read', numbers: { count: 1 } }),
      'node (4711) read the end of 1 connection and does not close it.',
    ],
    [
      finding({ code: 'accept-queue', cause: 'full', numbers: { waiting: 129, limit: 128 } }),
      'The accept queue of port 3000 is full: 129 connections wait for accept() by node (4711).',
    ],
    [
      finding({ code: 'ports-per-destination', numbers: { share: 0.83 }, destination: { address: '::1', port: 5432 } }),
      '83% of the local ports towards [::1]:5432 are in use.',
    ],
  ])('%#', (found, sentence) => {
    expect(findingTitle(found)).toBe(sentence);
  });
});

describe('the label of a finding', () => {
  it('is short, for every code and cause', () => {
    for (const { finding: found } of all) {
      expect(findingLabel(found), `${found.code} ${found.cause}`).toMatch(/^.{5,26}$/);
    }
  });

  it.each([
    [finding(), '12 · :3000 · node 4711'],
    [finding({ code: 'accept-queue', numbers: { waiting: 129, limit: 128 } }), '129 of 128 · :3000 · node 4711'],
  ])('is followed by how much, who and where: %#', (found, where) => {
    expect(findingWhere(found)).toBe(where);
  });

  it('does without what is not known', () => {
    const { pid, process, port, ...rest } = finding({ numbers: {} });
    expect([pid, process, port]).not.toContain(undefined);
    expect(findingWhere({ ...rest, pid: 7 })).toBe('process 7');
    expect(findingWhere(rest)).toBe('CLOSE-WAIT');
    expect(findingWhere({ numbers: {} })).toBe('');
  });
});

describe('the facts of a finding', () => {
  it('say who must act, what was counted, since when and how sure that is', () => {
    expect(findingFacts(finding()).map(factLine)).toEqual([
      'Must act: node (4711)',
      'Recv-Q 1: 12: not even the end read',
      'Oldest: 3m 12s',
      expect.stringMatching(/^Found: \d+:\d+:\d+/),
      'Certainty: measured: the kernel says so',
    ]);
  });

  it('have names of their own', () => {
    const everything = {
      ...Object.fromEntries(
        'queue0 queue1 queueMore oldestMs waitedMs grewBy limit somaxconn overflows cookies addresses usable sustainablePerSecond fullInMs retransmits againShare unanswered endsInMs mostBytes bytes mostNotSent windowLimitedShare orphans share'
          .split(' ')
          .map(name => [name, 3]),
      ),
    };
    const facts = findingFacts(finding({ numbers: everything, evidence: Array<string>(100).fill('c1') }));
    expect(facts).toHaveLength(28);
    expect(new Set(facts.map(({ name }) => name)).size).toBe(facts.length);
    expect(facts.map(factLine).join()).not.toMatch(/[{}]|undefined|NaN/);
  });
});
