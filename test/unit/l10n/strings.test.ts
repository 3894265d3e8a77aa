import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fixedParts, hasWords, latinPunctuation, locales, stringFiles, stringsOf } from './locales';

it('there is Simplified Chinese', () => {
  expect(locales).toContain('zh-cn');
});

describe.each(locales)('the strings in %s', locale => {
  describe.each(stringFiles)('of $english', ({ english, translated }) => {
    const file = translated(locale);
    const originals = stringsOf(english);
    const translations = existsSync(file) ? stringsOf(file) : {};
    /** The English strings that have a translation of which something is true. */
    const keysWhere = (isSo: (original: string, translation: string) => boolean) =>
      Object.entries(originals)
        .filter(([key, original]) => key in translations && isSo(original, translations[key]!))
        .map(([key, original]) => ({ key, original, translation: translations[key] }));

    it('are all there, and no other is', () => {
      const missing = Object.keys(originals).filter(key => !(key in translations));
      const surplus = Object.keys(translations).filter(key => !(key in originals));
      expect(missing.length, `${file} lacks:\n${missing.map(key => JSON.stringify(key)).join('\n')}\n`).toBe(0);
      expect(surplus.length, `${file} has too much:\n${surplus.map(key => JSON.stringify(key)).join('\n')}\n`).toBe(0);
    });

    it('are translated', () => {
      const left = keysWhere((original, translation) => translation.trim() === '' || translation === original);
      expect(left.filter(({ original }) => hasWords(original))).toEqual([]);
    });

    it('have the placeholders, code and links of the English ones', () => {
      const differs = (a: string, b: string) => fixedParts(a).join(' ') !== fixedParts(b).join(' ');
      expect(keysWhere(differs)).toEqual([]);
    });

    it.runIf(locale.startsWith('zh'))('have Chinese punctuation', () => {
      expect(keysWhere((_, translation) => latinPunctuation(translation).length > 0)).toEqual([]);
    });
  });
});

describe('what has to be translated', () => {
  it.each(['SYN arrives', '{0} left', 'Clear Filter', 'In this state for {0}.'])('is "%s"', text => {
    expect(hasWords(text)).toBe(true);
  });

  it.each(['{0}/s', 'listen()', 'TIME-WAIT', '{0}: {1}', 'Socketscope', '{0} > {1}'])('is not "%s"', text => {
    expect(hasWords(text)).toBe(false);
  });
});

it('punctuation is found where it is Latin, and only there', () => {
  expect(latinPunctuation('内核, 定时器')).toEqual(['内核,']);
  expect(latinPunctuation('已绑定(bound)。')).toHaveLength(1);
  expect(latinPunctuation('内核（kernel）移除它，端口 3000: node，打开...')).toEqual([]);
});
