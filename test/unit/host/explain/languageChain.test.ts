import { describe, expect, it } from 'vitest';
import { languageChain } from '../../../../src/host/explain/languageChain';

describe('languageChain', () => {
  it.each([
    ['en', ['en']],
    ['de', ['de', 'en']],
    ['zh-cn', ['zh-cn', 'zh', 'en']],
    ['pt-BR', ['pt-br', 'pt', 'en']],
    ['zh-hans-cn', ['zh-hans-cn', 'zh-hans', 'zh', 'en']],
    ['en-gb', ['en-gb', 'en']],
  ])('%s', (language, expected) => {
    expect(languageChain(language)).toEqual(expected);
  });
});
