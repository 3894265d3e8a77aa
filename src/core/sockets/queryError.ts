import { closestWord } from './closestWord';

/** A word that means nothing, where it stands, and the nearest word that does. */
export interface QueryError {
  code: 'unknown-key' | 'unknown-value' | 'bad-number' | 'bad-address' | 'missing-value' | 'open-quote';
  start: number;
  end: number;
  word: string;
  key?: string;
  suggestion?: string;
}

/** An error whose place is not known yet. */
export type QueryFailure = Pick<QueryError, 'code' | 'key' | 'suggestion'>;

export function failed(code: QueryError['code'], rest: Omit<QueryFailure, 'code'> = {}): QueryFailure {
  return { code, ...rest };
}

/** With the nearest of the words that would have meant something, if one is near. */
export function failedNear(
  word: string,
  known: readonly string[],
  rest: Omit<QueryFailure, 'suggestion'>,
): QueryFailure {
  const suggestion = closestWord(word, known);
  return { ...rest, ...(suggestion !== undefined && { suggestion }) };
}
