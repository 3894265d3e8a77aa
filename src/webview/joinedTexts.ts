import * as l10n from '@vscode/l10n';

/** A text behind what it is about: `CLOSE-WAIT: 3 sockets`. Not every language has a Latin colon and a space there. */
export function labelled(label: string, text: string): string {
  return l10n.t('{0}: {1}', label, text);
}

/** Whole sentences one behind the other; what is false or empty is left out. Chinese has no space between two. */
export function inOneLine(sentences: readonly (string | false)[]): string {
  const [first = '', ...others] = sentences.filter(sentence => sentence !== false && sentence !== '');
  return others.reduce<string>(
    (before, next) => l10n.t({ message: '{0} {1}', args: [before, next as string], comment: ['Two sentences.'] }),
    first as string,
  );
}
