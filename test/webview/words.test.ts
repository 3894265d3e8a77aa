import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { actorStyle } from '../../src/protocol/actorStyle';
import { Words } from '../../src/webview/words';
import { codicons } from '../../src/webview/icons';
import { testWords } from './words';

const sources = readdirSync('src/webview', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => readFileSync(join('src/webview', name), 'utf8'))
  .join('\n');

describe('the words of the page', () => {
  const words = new Words(testWords, 'en');

  it('are all used', () => {
    expect(Object.keys(testWords.sentences).filter(sentence => !sources.includes(`'${sentence}'`))).toEqual([]);
  });

  it('are looked up by their English, places included', () => {
    const { sentences } = testWords;
    expect(Object.fromEntries(Object.keys(sentences).map(sentence => [sentence, sentence]))).toEqual(sentences);
  });

  it('can be exported for translation: only literal texts are', async () => {
    const { getL10nJson } = await import('@vscode/l10n-dev');
    const file = 'src/host/panel/panelWords.ts';
    const exported = await getL10nJson([{ extension: '.ts', contents: readFileSync(file, 'utf8') }]);
    expect(Object.keys(exported).sort()).toEqual(Object.keys(testWords.sentences).sort());
  });

  it('fill their places', () => {
    expect(words.t('{0}: {1} sockets.', 'LISTEN', 12_345)).toBe('LISTEN: 12,345 sockets.');
  });

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
