import * as vscode from 'vscode';
import { queryKeys } from '../../core/sockets/queryValues';
import type { QueryError } from '../../core/sockets/queryError';

/** What is wrong with a word of the filter, and what was probably meant. */
export function queryErrorText(error: QueryError): string {
  const sentence = faultSentence(error);
  if (error.suggestion !== undefined) {
    return vscode.l10n.t('{0} Did you mean "{1}"?', sentence, error.suggestion);
  }
  return error.code === 'unknown-key' ? vscode.l10n.t('{0} Keys are: {1}.', sentence, queryKeys.join(', ')) : sentence;
}

function faultSentence({ code, word, key = '' }: QueryError): string {
  switch (code) {
    case 'unknown-key':
      return vscode.l10n.t('"{0}" begins with no known key.', word);
    case 'unknown-value':
      return vscode.l10n.t('"{0}" has no known value for {1}.', word, key);
    case 'bad-number':
      return vscode.l10n.t('"{0}" needs a number, such as {1}.', word, numberExamples[key] ?? '3000');
    case 'bad-address':
      return vscode.l10n.t('"{0}" needs an address or a range, such as 10.0.0.0/8.', word);
    case 'missing-value':
      return vscode.l10n.t('"{0}" needs a value after the colon.', word);
    case 'open-quote':
      return vscode.l10n.t('"{0}" has a quotation mark that is not closed.', word);
  }
}

const numberExamples: Readonly<Record<string, string>> = {
  port: '3000 or 3000-3010',
  pid: '4711',
  uid: '1000',
  age: '>60s',
  receive: '>0',
  send: '>4k',
};
