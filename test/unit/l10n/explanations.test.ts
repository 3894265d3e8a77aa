import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hasWords, latinPunctuation, locales } from './locales';

const root = 'media/explain';
const folders = ['.', 'checks', 'errors', 'scenarios'];
const markdownIn = (locale: string) =>
  folders.flatMap(folder =>
    existsSync(join(root, locale, folder))
      ? readdirSync(join(root, locale, folder))
          .filter(name => name.endsWith('.md'))
          .map(name => join(folder, name))
      : [],
  );
const english = markdownIn('en');
const textOf = (locale: string, file: string) => readFileSync(join(root, locale, file), 'utf8');

describe.each(locales)('the explanations in %s', locale => {
  const files = markdownIn(locale);

  it('are all there, and no other is', () => {
    const missing = english.filter(file => !files.includes(file));
    expect(missing, `${root}/${locale} lacks: ${missing.join(', ')}`).toEqual([]);
    expect(files.filter(file => !english.includes(file))).toEqual([]);
  });

  it('have the same headings in every file of a kind, as the English ones have', () => {
    const usual = new Map<string, string>();
    for (const file of files) {
      const titles = headingsOf(textOf(locale, file));
      for (const [index, original] of headingsOf(textOf('en', file)).entries()) {
        // The steps of a scenario differ from file to file; what its file ends with does not.
        if (/^## (?:What|How|When|Why|Where|A myth)/.test(original)) {
          const key = `${file.replace(/[^/]+$/, '')} ${original}`;
          usual.set(key, usual.get(key) ?? titles[index]!);
          expect(titles[index], `${file}: ${original}`).toBe(usual.get(key));
        }
      }
    }
  });

  it.each(english.filter(file => files.includes(file)))('%s says all that the English file says', file => {
    const [original, translation] = [textOf('en', file), textOf(locale, file)];
    expect(codeOf(translation), 'code blocks').toEqual(codeOf(original));
    expect(namesOf(translation), 'code in the text, such as `Recv-Q`').toEqual(namesOf(original));
    expect(numbersOf(translation), 'numbers').toEqual(numbersOf(original));
    expect(shapeOf(translation), 'headings, paragraphs and list items').toEqual(shapeOf(original));
    const left = blocksOf(translation).filter(block => blocksOf(original).includes(block) && hasWords(block));
    expect(
      left.filter(block => !/^#+ (?:Node\.js|nginx|Python|Java|Go|Shell)$/.test(block)),
      'still English',
    ).toEqual([]);
    if (locale.startsWith('zh')) {
      expect(latinPunctuation(translation), 'Latin punctuation').toEqual([]);
    }
  });
});

function withoutCode(text: string): string {
  return text.replace(/^```[^]*?^```$/gm, '');
}

function codeOf(text: string): string[] {
  return text.match(/^```[^]*?^```$/gm) ?? [];
}

/** Paragraphs and headings as one line each; a list's items are one block each. */
function blocksOf(text: string): string[] {
  return withoutCode(text)
    .split(/\n{2,}|\n(?=- )/)
    .map(block => block.trim().replace(/\s+/g, ' '))
    .filter(block => block !== '');
}

function headingsOf(text: string): string[] {
  return blocksOf(text).filter(block => block.startsWith('#'));
}

/** '##', '-' or '': what each block is. */
function shapeOf(text: string): string[] {
  return blocksOf(text).map(block => /^#+|^-(?= )/.exec(block)?.[0] ?? '');
}

function namesOf(text: string): string[] {
  return [
    ...new Set(
      withoutCode(text)
        .replace(/\n/g, ' ')
        .match(/`[^`]+`/g),
    ),
  ].sort();
}

function numbersOf(text: string): string[] {
  return [...new Set(withoutCode(text).match(/\d(?:[\d,.]*\d)?/g))].sort();
}
