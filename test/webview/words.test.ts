import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { actorStyle } from '../../src/protocol/actorStyle';
import { Words } from '../../src/webview/words';
import { codicons } from '../../src/webview/icons';
import { testWords } from './words';

describe('the words of the page', () => {
  const words = new Words(testWords, 'en');

  it.each([
    [0, '0s'],
    [59_999, '59s'],
    [200_000, '3m 20s'],
    [7_500_000, '2h 5m'],
    [3_600_000, '1h'],
    [90_000_000, '1d 1h'],
    [-5, '0s'],
  ])('write %i ms as %s', (ms, text) => {
    expect(words.age(ms)).toBe(text);
  });

  it.each([
    [0.04, ''],
    [0.5, '+0.5/s'],
    [-3, '-3/s'],
    [118.4, '+118/s'],
    [1_234, '+1.2K/s'],
  ])('write a change of %f a second as "%s"', (perSecond, text) => {
    expect(words.rate(perSecond)).toBe(text);
  });
});

describe('the icons of the page', () => {
  it('are characters of the codicon font', () => {
    const css = readFileSync('node_modules/@vscode/codicons/dist/codicon.css', 'utf8');
    for (const [name, character] of Object.entries(codicons)) {
      expect(css).toContain(`.codicon-${name}:before { content: "\\${character.charCodeAt(0).toString(16)}"`);
    }
  });

  it('include those of all actors', () => {
    expect(Object.values(actorStyle).filter(({ icon }) => !(icon in codicons))).toEqual([]);
  });
});
