import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { tcpStates } from '../../../src/core/tcp/states';
import { parseExplanation } from '../../../src/protocol/parseExplanation';

const root = join(import.meta.dirname, '../../../media/explain');
const textOf = (language: string, file: string) => readFileSync(join(root, language, file), 'utf8');
const partTitles = ['Node.js', 'Python', 'Java', 'Go', 'nginx'];
const markdownIn = (language: string) => readdirSync(join(root, language)).filter(name => name.endsWith('.md'));
const languages = readdirSync(root);

describe.each(languages)('media/explain/%s', language => {
  const files = markdownIn(language);

  it('has one file for each state and no other', () => {
    expect(files.sort()).toEqual(tcpStates.map(({ name }) => `${name.toLowerCase()}.md`).sort());
  });

  it.each(files)('%s is whole', file => {
    const text = textOf(language, file);
    const { state, summary, sections } = parseExplanation(text, language);
    expect(`${state.toLowerCase()}.md`).toBe(file);
    expect(text.startsWith(`# ${state}\n`)).toBe(true);
    expect(summary).toMatch(/^[^.。]+[.。]$/);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(70);
    for (const { heading, parts } of sections) {
      const titles = parts.map(({ title }) => title);
      expect(titles).toEqual(heading === 'what-to-do' ? partTitles.filter(title => titles.includes(title)) : []);
      for (const { title, markdown } of parts) {
        expect(markdown, title).toMatch(/^```(?:js|python|java|go|nginx)\n[^]+\n```$/);
      }
    }
  });

  it.each(files)('%s keeps to the dialect that the panel can show', file => {
    const text = textOf(language, file).replace(/^```[^]*?^```$/gm, '');
    expect(text).not.toMatch(/^#{4,}|^\s*(?:\d+\.|[*+]|>|\|)\s|^ {2,}- |!?\[[^\]]*\]\(|<[a-z/]|\$\(/m);
  });

  it.each(files)('%s has the code that the English file has', file => {
    const codeOf = (of: string) => [...textOf(of, file).matchAll(/^```(\w+)$/gm)].map(([, name]) => name);
    expect(codeOf(language)).toEqual(codeOf('en'));
  });
});

describe('media/explain/en', () => {
  const titles = markdownIn('en').map(file =>
    parseExplanation(textOf('en', file), 'en').sections.map(({ title }) => title),
  );

  it('has the same headings in every file', () => {
    for (const each of titles) {
      expect(each).toEqual([
        'What happened',
        'What is awaited',
        'How long',
        'When it is a problem',
        'What to do',
        'A myth to forget',
      ]);
    }
  });

  it("repeats none of the seed article's errors", () => {
    const all = markdownIn('en')
      .map(file => textOf('en', file))
      .join('\n');
    expect(all).not.toMatch(/ITMED|TIMED_WAIT|SYN_SEND|60[ ,.]?000 (?:ports|TIME)|240 s/);
  });
});
