import * as vscode from 'vscode';

/** A text behind what it is about: `Limit: 128`. Not every language has a Latin colon and a space there. */
export function labelled(label: string, text: string): string {
  return vscode.l10n.t('{0}: {1}', label, text);
}

/** Things of one kind one behind the other: `127.0.0.1, ::1`. */
export function listed(things: readonly string[]): string {
  const [first = '', ...others] = things;
  return others.reduce(
    (before, next) => vscode.l10n.t({ message: '{0}, {1}', args: [before, next], comment: ['Two things of a list.'] }),
    first,
  );
}

/** Whole sentences one behind the other; what is undefined or empty is left out. Chinese has no space between two. */
export function inOneLine(sentences: readonly (string | undefined)[]): string {
  const [first = '', ...others] = sentences.filter(sentence => sentence !== undefined && sentence !== '');
  return others.reduce<string>(
    (before, next) => vscode.l10n.t({ message: '{0} {1}', args: [before, next!], comment: ['Two sentences.'] }),
    first,
  );
}
