import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceKind } from '../../../../src/core/mentions/sourceKind';
import { maskOf } from '../../../../src/core/mentions/textMask';

/** The text with each string as one " and its comments as #, so that what is code can be read. */
function codeOf(text: string, kind: SourceKind = 'script'): string {
  const codes = Array.from(maskOf(text, kind), (code, at) => [text[at], '"', '#'][code]).join('');
  return codes.replace(/(["#])\1+/g, '$1');
}

/** What a file that is read to its end as it should be must end with. */
const after = '\nserver.listen(1);';

describe('regular expressions of JavaScript are strings', () => {
  it.each([
    ['const quotes = /["\']/g;', 'const quotes = "g;'],
    ["return /`/.test(text) ? 'a' : text.replace(/'/g, '');", 'return ".test(text) ? " : text.replace("g, ");'],
    ['if (/[/"]/.test(a) && !/\\/"/.test(b)) {', 'if (".test(a) && !".test(b)) {'],
    ["lines.filter(line => /^\\s*'/.test(line))", 'lines.filter(line => ".test(line))'],
    ["case /'/.test(x):", 'case ".test(x):'],
    ['// note\n/`/.exec(a)', '#\n".exec(a)'],
    ['x = /* why */ /"/;', 'x = # ";'],
    ['const url = /https?:\\/\\/[^"]+/;', 'const url = ";'],
  ])('%s', (text, code) => {
    expect(codeOf(text + after)).toBe(code + after);
  });

  it.each([
    'const half = width / 2; const third = (a + b) / c / d[0] / e;',
    'i++ / 2 + j-- / 3; object.return / 2 / 3; size! / 2 / 3',
    '<Foo a={b} /><Bar c={d} />',
    '<p>{a}</p><p>{b}</p>',
    'const open = 1 / 2;',
    'const a = b\n  / c / d;',
    'regexp = /not closed in its line',
  ])('and a slash that divides is none: %s', text => {
    expect(codeOf(text + after)).toBe(text + after);
  });
});

describe('template literals', () => {
  it.each([
    ["`a ${b ? `c` : ''} d`", '"b ? " : "'],
    ['`${a}/${`${b}"`}`', '"a"b"'],
    ['`${[1].map(x => ({ x: `}` }))}`', '"[1].map(x => ({ x: " }))"'],
    [
      '`<ul>\n${items.map(item => `<li>${item.name}</li>`).join("")}\n</ul>`',
      '"items.map(item => "item.name").join(")"',
    ],
    ['`\\${not} \\` "`', '"'],
    ['`${/[`}]/.test(a) /* ` */}`', '".test(a) #"'],
  ])('%s', (text, code) => {
    expect(codeOf(text + after)).toBe(code + after);
  });

  it('end where they end, however they are nested', () => {
    const { code } = fc.letrec<{ code: string; template: string }>(tie => ({
      code: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom('a', '[{ b }]', "'`'", '"}"', '(/[`"]/)', '/* ` */ a', '1 / 2'),
        tie('template'),
      ),
      template: fc
        .array(
          fc.oneof(
            { maxDepth: 4 },
            fc.constantFrom('text ', "'", '"', '}', '{', '$$ ', '\\`', '/'),
            tie('code').map(inner => `\${${inner}}`),
          ),
          { maxLength: 5 },
        )
        .map(parts => `\`${parts.join('')}\``),
    }));
    fc.assert(
      fc.property(fc.array(code, { maxLength: 5 }), parts => {
        expect(codeOf(parts.join(' + ') + after).endsWith(after)).toBe(true);
      }),
    );
  });
});

it('other languages have strings of their own', () => {
  expect(codeOf('strings.ReplaceAll(a, `\\`, `${"`)', 'go')).toBe('strings.ReplaceAll(a, ", ")');
  expect(codeOf('a = b / c / d # "', 'python')).toBe('a = b / c / d #');
  expect(codeOf("'''\n\"'''  + x", 'python')).toBe('"  + x');
  expect(codeOf(`match c { '"' => a, '\\'' => b }; r#"a "b\\"# + r"\\" + x`, 'rust')).toBe(
    `match c { " => a, '\\'' => b }; " + " + x`,
  );
  expect(codeOf("fn f<'a>(x: &'a str) { g(\"'\") }", 'rust')).toBe("fn f<'a>(x: &'a str) { g(\") }");
});

describe('whatever the text is', () => {
  const pieces = fc.constantFrom(
    '/',
    '`',
    '${',
    '}',
    '{',
    '"',
    "'",
    '\\',
    '\n',
    '[',
    ']',
    '=',
    'a',
    ' ',
    '*',
    '#',
    '"""',
  );
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(pieces, { maxLength: 80 }).map(all => all.join('')),
  );
  const kinds = fc.constantFrom<SourceKind>('script', 'bundler', 'python', 'go', 'jvm', 'dotnet', 'rust', 'ruby');

  it('the mask has its length', () => {
    fc.assert(
      fc.property(texts, kinds, (text, kind) => {
        expect(maskOf(text, kind)).toHaveLength(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['=/[', '=/', '`${', '`${{', '}', '`', '= /a', '//', '\\/', '${`}'])('it costs its length: %s', unit => {
    const text = unit.repeat(100_000 / unit.length);
    const began = process.cpuUsage().user; // Microseconds, of this process alone: the machine may be busy.
    maskOf(text, 'script');
    expect((process.cpuUsage().user - began) / 1_000).toBeLessThan(1_000);
  });
});
