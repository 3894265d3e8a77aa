import { describe, expect, it } from 'vitest';
import { IgnoredFindings, ruleOf } from '../../../../src/host/checks/ignoredFindings';
import { finding } from './finding';

/** What VS Code keeps, as JSON. */
function memento(stored?: unknown) {
  const kept = new Map<string, string>();
  if (stored !== undefined) {
    kept.set('checks.ignored', JSON.stringify(stored));
  }
  return {
    keys: () => [...kept.keys()],
    get: (key: string) => (kept.has(key) ? (JSON.parse(kept.get(key)!) as unknown) : undefined),
    update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, JSON.stringify(value))),
  } as ConstructorParameters<typeof IgnoredFindings>[0];
}

describe('what is ignored', () => {
  it.each([
    [finding(), { code: 'close-wait-leak', port: 3000 }],
    [
      finding({ port: undefined, destination: { address: '::1', port: 5432 } } as never),
      { code: 'close-wait-leak', destination: { address: '::1', port: 5432 } },
    ],
    [finding({ port: undefined } as never), { code: 'close-wait-leak', process: 'node' }],
    [finding({ port: undefined, process: undefined } as never), { code: 'close-wait-leak' }],
  ])('is a port before a destination before a program, and never a pid: %#', (found, rule) => {
    expect(ruleOf(found)).toEqual(rule);
  });

  it('outlives the program and the window, and concerns one check only', () => {
    const kept = memento();
    new IgnoredFindings(kept).add(finding());
    const ignored = new IgnoredFindings(kept);
    expect(ignored.has(finding({ pid: 9, subject: 'pid 9' }))).toBe(true);
    expect(ignored.has(finding({ port: 3001 }))).toBe(false);
    expect(ignored.has(finding({ code: 'accept-queue' }))).toBe(false);
  });

  it('is told once however often it is said, and has a way back', () => {
    const ignored = new IgnoredFindings(memento());
    let changes = 0;
    ignored.onDidChange(() => (changes += 1));
    ignored.add(finding());
    ignored.add(finding());
    expect(ignored.rules).toHaveLength(1);
    ignored.remove(ignored.rules);
    expect(ignored.has(finding())).toBe(false);
    expect(changes).toBe(3);
  });

  it('takes nothing else that may be stored for a rule', () => {
    expect(new IgnoredFindings(memento(['churn x', null, 7, {}])).rules).toEqual([]);
    expect(new IgnoredFindings(memento('x')).rules).toEqual([]);
  });
});
