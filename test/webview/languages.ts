import bundle from '../../l10n/bundle.l10n.json';
import chinese from '../../l10n/bundle.l10n.zh-cn.json';
import { diagramWords } from '../../src/host/words/diagramWords';
import { speak } from '../unit/host/vscode';
import type { PanelOptions } from './harness';

/**
 * Texts in which everything that was translated is between ⟦ and ⟧, and what is put into it is not: so whatever is
 * outside was never given to a translator.
 */
const pseudoTexts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(bundle).map(([key, entry]) => [key, pseudo(typeof entry === 'string' ? entry : entry.message)]),
);

function pseudo(text: string): string {
  return text
    .split(/(\{\d+\})/)
    .map((part, index) => (index % 2 === 1 || part === '' ? part : `⟦${part}⟧`))
    .join('');
}

/** The page as the host sets it up for a language; numbers and long texts are Chinese, so that they are told from English. */
function inLanguage(texts: Readonly<Record<string, string>>): Pick<PanelOptions, 'setup' | 'language'> {
  speak('zh-cn', texts);
  const words = diagramWords();
  speak();
  return { language: 'zh-cn', setup: { locale: 'zh-cn', texts, words } };
}

export const inPseudo = inLanguage(pseudoTexts);
export const inChinese = inLanguage(chinese);
