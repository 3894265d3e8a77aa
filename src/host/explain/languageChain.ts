/** The folders of media/explain to look into for a language of VS Code, the best first: zh-cn, zh, en. */
export function languageChain(language: string): readonly string[] {
  const parts = language.toLowerCase().split('-');
  const chain = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  return [...new Set([...chain, 'en'])];
}
