import { expect, it } from 'vitest';
import { parseQuery } from '../../../../src/core/sockets/parseQuery';
import { queryErrorText } from '../../../../src/host/words/queryErrorText';

it.each([
  ['port:3000 stat:listen', '"stat:listen" begins with no known key. Did you mean "state"?'],
  ['state:close-wiat', '"state:close-wiat" has no known value for state. Did you mean "close-wait"?'],
  ['port:http', '"port:http" needs a number, such as 3000 or 3000-3010.'],
  ['age:long', '"age:long" needs a number, such as >60s.'],
  ['addr:10.0.0.0/99', '"addr:10.0.0.0/99" needs an address or a range, such as 10.0.0.0/8.'],
  ['pid:', '"pid:" needs a value after the colon.'],
  ['process:"my', '"process:"my" has a quotation mark that is not closed.'],
])('%s', (query, text) => {
  const result = parseQuery(query);
  expect(result.ok ? [] : result.errors.map(queryErrorText)).toEqual([text]);
});

it('names the keys where it has no suggestion', () => {
  const result = parseQuery('xyzzy:1');
  expect(result.ok ? '' : queryErrorText(result.errors[0]!)).toMatch(
    /^"xyzzy:1" begins with no known key\. Keys are: state, port, /,
  );
});
