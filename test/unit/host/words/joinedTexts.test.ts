import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { inOneLine, labelled } from '../../../../src/host/words/joinedTexts';
import { speak } from '../vscode';

const bundleOf = (locale: string) =>
  JSON.parse(readFileSync(`l10n/bundle.l10n.${locale}.json`, 'utf8')) as Record<string, string>;

afterEach(() => speak());

it('texts are joined with a Latin colon and spaces in English', () => {
  expect(labelled('3000', 'nobody listens')).toBe('3000: nobody listens');
  expect(inOneLine(['One.', undefined, '', 'Two.', 'Three.'])).toBe('One. Two. Three.');
  expect(inOneLine([])).toBe('');
});

it('and as Chinese is written, without either', () => {
  speak('zh-cn', bundleOf('zh-cn'));
  expect(labelled('3000', '无程序监听')).toBe('3000：无程序监听');
  expect(inOneLine(['一。', '二。', '三。'])).toBe('一。二。三。');
});
