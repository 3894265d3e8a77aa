import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { scenarioIds } from '../../../src/core/tcp/scenarios/scenario';
import { scenarioOf } from '../../../src/core/tcp/scenarios/scenarios';
import { parseScenarioText } from '../../../src/host/explain/parseScenarioText';

const root = join(import.meta.dirname, '../../../media/explain');
const languages = readdirSync(root).filter(language => existsSync(join(root, language, 'scenarios')));
const textOf = (language: string, id: string) => readFileSync(join(root, language, 'scenarios', `${id}.md`), 'utf8');

it('scenarios are told in English at least', () => {
  expect(languages).toContain('en');
});

describe.each(languages)('media/explain/%s/scenarios', language => {
  it('has one file for each scenario and no other', () => {
    expect(readdirSync(join(root, language, 'scenarios')).sort()).toEqual(scenarioIds.map(id => `${id}.md`).sort());
  });

  it.each(scenarioIds)('%s tells every step of its data', id => {
    const text = parseScenarioText(textOf(language, id), scenarioOf(id), language);
    expect(text.steps).toHaveLength(scenarioOf(id).steps.length);
    expect(text.summary).toMatch(/^[^.。]+[.。]$/);
    expect(text.whatToDo.markdown).toMatch(/^- /);
    // A step is read between two key presses.
    expect(text.steps.filter(({ markdown }) => markdown.length > 620).map(({ title }) => title)).toEqual([]);
    expect(new Set(text.steps.map(({ title }) => title)).size).toBe(text.steps.length);
  });

  it.each(scenarioIds)('%s keeps to the dialect that the panel can show', id => {
    expect(textOf(language, id)).not.toMatch(/^#{3,}|^\s*(?:\d+\.|[*+]|>|\|)\s|^ {2,}- |!?\[[^\]]*\]\(|<[a-z/]|\$\(/m);
  });
});

describe('media/explain/en/scenarios', () => {
  it.each(scenarioIds)('%s has the headings of the others, and names no number that its data does not have', id => {
    const text = parseScenarioText(textOf('en', id), scenarioOf(id), 'en');
    expect([text.whereYouMeetIt.title, text.whatToDo.title]).toEqual(['Where you meet it', 'What to do']);
    expect(numbersIn(text.steps.map(({ markdown }) => markdown).join(' '), id)).toEqual([]);
  });
});

/** Numbers that look like sequence numbers, from 1000 on, and are none of the scenario's. */
function numbersIn(text: string, id: (typeof scenarioIds)[number]): string[] {
  const { steps, hosts } = scenarioOf(id);
  const segments = steps.flatMap(({ events }) => events.flatMap(({ sends = [] }) => sends));
  const known = [
    ...Object.values(hosts).flatMap(({ next, expects }) => [next, expects]),
    ...segments.flatMap(({ seq, ack, bytes = 1 }) => [seq, seq + bytes - 1, ack]),
  ].flatMap(number => (number === undefined ? [] : [number, number - 1].map(String)));
  const numbers = text.replace(/\s+/g, ' ').matchAll(/(?<!RFC |rfc)\b\d{4,}\b(?! seconds|\))/g);
  return [...numbers].map(([number]) => number).filter(number => !known.includes(number));
}
