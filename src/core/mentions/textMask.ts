import { endOfPattern, TemplateHoles } from './scriptLiterals';
import type { SourceKind } from './sourceKind';

/** What a character of a program's text is. A regular expression counts as a string, code in a template literal as code. */
export const maskCode = { code: 0, string: 1, comment: 2 } as const;

/** One `maskCode` for each character. Strings other than those of several lines end at the end of their line. */
export function maskOf(text: string, kind: SourceKind): Uint8Array {
  const mask = new Uint8Array(text.length);
  const { comments, quotes, hasPatterns } = marks[kind] ?? likeC;
  const holes = new TemplateHoles();
  /** Where the last thing ended that is neither space nor comment. */
  let codeEnd = 0;
  let at = 0;
  while (at < text.length) {
    const comment = comments.find(({ open }) => text.startsWith(open, at));
    if (comment !== undefined) {
      const end = endOf(text, at + comment.open.length, comment.close);
      mask.fill(maskCode.comment, at, end);
      at = end;
      continue;
    }
    const character = text[at]!;
    const quote = holes.endsWith(character) ? template : quotes.find(({ open }) => text.startsWith(open, at));
    const stringEnd =
      quote !== undefined
        ? endOfString(text, at + quote.open.length, quote)
        : hasPatterns === true
          ? endOfPattern(text, at, codeEnd)
          : undefined;
    const end = stringEnd ?? at + (character === '\\' ? 2 : 1);
    if (stringEnd !== undefined) {
      mask.fill(maskCode.string, at, end);
    }
    if (quote === template && text.startsWith('${', end - 2)) {
      holes.open();
    }
    codeEnd = /\s/.test(character) ? codeEnd : end;
    at = end;
  }
  return mask;
}

interface Comment {
  readonly open: string;
  readonly close: string;
}
interface Quote {
  readonly open: string;
  /** As `open` if it is absent. */
  readonly close?: string;
  /** Ends only where it is closed, not at the end of a line. */
  readonly isLong: boolean;
  /** A backslash in it is one. */
  readonly isRaw?: true;
}

function endOf(text: string, from: number, close: string): number {
  const end = text.indexOf(close, from);
  return end === -1 ? text.length : close === '\n' ? end : end + close.length;
}

/** Of a template literal also where the code in it begins: behind `${`. */
function endOfString(text: string, from: number, quote: Quote): number {
  const close = quote.close ?? quote.open;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && quote.isRaw !== true) {
      at += 1;
    } else if (text.startsWith(close, at)) {
      return at + close.length;
    } else if (text[at] === '\n' && !quote.isLong) {
      return at;
    } else if (quote === template && text.startsWith('${', at)) {
      return at + 2;
    }
  }
  return text.length;
}

const lineQuotes: readonly Quote[] = ['"', "'"].map(open => ({ open, isLong: false }));
const template: Quote = { open: '`', isLong: true };
const slashes: readonly Comment[] = [
  { open: '//', close: '\n' },
  { open: '/*', close: '*/' },
];
const hash: Comment = { open: '#', close: '\n' };

interface Marks {
  readonly comments: readonly Comment[];
  readonly quotes: readonly Quote[];
  /** A slash may begin a regular expression. */
  readonly hasPatterns?: true;
}
const likeC: Marks = { comments: slashes, quotes: lineQuotes };
const script: Marks = { comments: slashes, quotes: [...lineQuotes, template], hasPatterns: true };
const tripled: readonly Quote[] = ['"""', "'''"].map(open => ({ open, isLong: true }));

const marks: Readonly<Partial<Record<SourceKind, Marks>>> = {
  script,
  bundler: script,
  go: { comments: slashes, quotes: [...lineQuotes, { open: '`', isLong: true, isRaw: true }] },
  python: { comments: [hash], quotes: [...tripled, ...lineQuotes] },
  ruby: { comments: [hash], quotes: lineQuotes },
  jvm: { comments: slashes, quotes: [tripled[0]!, ...lineQuotes] },
  dotnet: { comments: slashes, quotes: [tripled[0]!, ...lineQuotes] },
  rust: {
    comments: slashes,
    quotes: [
      { open: 'r#"', close: '"#', isLong: true, isRaw: true },
      { open: 'r"', close: '"', isLong: true, isRaw: true },
      // A quote is a lifetime as often as a character; only the character '"' matters.
      { open: `'"`, close: "'", isLong: false },
      { open: '"', isLong: true },
    ],
  },
};
