import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { splitAtHeadings } from '../../../../src/protocol/splitAtHeadings';
import { checkNames } from '../../../../src/host/words/checkNames';

const codes = Object.keys(checkNames());
const languages = readdirSync('media/explain').filter(language => existsFolder(language));
const known = ['Node.js', 'Python', 'Java', 'Go', 'nginx', 'Shell'];

function existsFolder(language: string): boolean {
  return readdirSync(join('media/explain', language)).includes('checks');
}

it('there is one for each check in English, and none too many', () => {
  expect(readdirSync('media/explain/en/checks').sort()).toEqual(codes.map(code => `${code}.md`).sort());
});

describe.each(languages)('what checks mean, in %s', language => {
  const folder = join('media/explain', language, 'checks');

  it.each(readdirSync(folder))('%s has its parts in order', name => {
    const [head, ...sections] = splitAtHeadings(readFileSync(join(folder, name), 'utf8'), '## ');
    const [before, title, ...surplus] = splitAtHeadings(head!.markdown, '# ');
    expect(before!.markdown, 'nothing precedes the title').toBe('');
    expect(surplus, 'one title').toEqual([]);
    expect(title!.title).not.toBe('');
    expect(title!.markdown, 'one paragraph of summary').toMatch(/^\S(?!.*\n\s*\n)/s);
    if (language === 'en') {
      const headings = sections.map(section => section.title);
      const always = ['How it was found', 'Why it matters', 'What to do'];
      expect(headings).toEqual(headings.length === 3 ? always : [...always, 'What does not help']);
    }
    for (const section of sections) {
      expect(section.markdown, section.title).not.toBe('');
      const [, ...parts] = splitAtHeadings(section.markdown, '### ');
      expect(parts.map(part => part.markdown)).not.toContain('');
      expect(known).toEqual(expect.arrayContaining(parts.map(part => part.title)));
    }
  });
});
