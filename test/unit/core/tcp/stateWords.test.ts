import * as fc from 'fast-check';
import { expect, test } from 'vitest';

import { constantPrefixes, exactNames, stateWordsIn } from '../../../../src/core/tcp/stateWords';

test.each<[string, string[]]>([
  ['CLOSE_WAIT close-wait Close-Wait', ['CLOSE_WAIT', 'close-wait', 'Close-Wait']],
  ['the longest: LISTENING, FIN_WAIT_1, POSLEDNÍ ACK', ['LISTENING', 'FIN_WAIT_1', 'POSLEDNÍ ACK']],
  ['a shorter one, where a longer one goes on: CLOSE-WAITED, CLOSE–WAIT', ['CLOSE', 'CLOSE']],
  ['TCP_CLOSE TcpState::Listen psutil.CONN_LISTEN', ['TCP_ CLOSE', 'TcpState:: Listen', 'psutil.CONN_ LISTEN']],
  ['parts of words: UNLISTEN LISTENER x-listen _LISTEN éLISTEN LISTENé LISTEN2 𐐀LISTEN LISTEN𐐀', []],
  ['ends of words: (LISTEN) LISTEN- «LISTEN» 😀LISTEN😀', ['LISTEN', 'LISTEN', 'LISTEN', 'LISTEN']],
  ['', []],
])('%s', (line, expected) => {
  const words = stateWordsIn(line);
  expect(words.map(({ prefix, name }) => (prefix === '' ? name : `${prefix} ${name}`))).toEqual(expected);
  for (const { start, prefix, name } of words) {
    expect(line.slice(start, start + prefix.length + name.length)).toBe(prefix + name);
  }
});

/** All names in one expression, the longest first. */
const escape = (text: string) => text.replace(/[.?\\]/g, String.raw`\$&`);
const names = [...exactNames].sort((a, b) => b.length - a.length).map(name => escape(name).replace(/[-_]/g, '[-_]'));
const oneExpression = new RegExp(
  String.raw`(?<![\p{L}\p{N}_-])(${constantPrefixes.map(escape).join('|')})?(${names.join('|')})(?![\p{L}\p{N}_])`,
  'giu',
);

test('finds what one expression of all names would find', () => {
  const anyCase = (text: string) => fc.constantFrom(text, text.toLowerCase(), text.replaceAll('_', '-'));
  const piece = fc.oneof(
    fc.constantFrom(...exactNames).chain(anyCase),
    fc.constantFrom(...constantPrefixes).chain(anyCase),
    fc.constantFrom(' ', ' ', '-', '_', '.', '1', 'x', 'É', 'é', '𐐀', '😀', '?', ':', '\uD83D'),
    fc.constantFrom(...exactNames).chain(name => fc.nat(name.length).map(length => name.slice(0, length))),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
      const line = pieces.join('');
      const expected = Array.from(line.matchAll(oneExpression), ({ index, 1: prefix = '', 2: name }) => ({
        start: index,
        prefix,
        name,
      }));
      expect(stateWordsIn(line)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});
