import type { SourceKind } from './sourceKind';

/** What a character of a program's text is. */
export const maskCode = { code: 0, string: 1, comment: 2 } as const;

/** One `maskCode` for each character. Strings other than those of several lines end at the end of their line. */
export function maskOf(text: string, kind: SourceKind): Uint8Array {
  const mask = new Uint8Array(text.length);
  const { comments, quotes } = marks[kind] ?? likeC;
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    const comment = comments.find(({ open }) => text.startsWith(open, at));
    const quote = comment === undefined ? quotes.find(({ open }) => text.startsWith(open, at)) : undefined;
    const end =
      comment !== undefined
        ? endOf(text, at + comment.open.length, comment.close)
        : quote !== undefined
          ? endOfString(text, at + quote.open.length, quote)
          : at + 1;
    if (comment !== undefined || quote !== undefined) {
      mask.fill(comment === undefined ? maskCode.string : maskCode.comment, at, end);
    } else if (character === '\\') {
      at += 1;
    }
    at = Math.max(end, at + 1);
  }
  return mask;
}

interface Comment {
  readonly open: string;
  readonly close: string;
}
interface Quote {
  readonly open: string;
  /** Ends only where it is closed, not at the end of a line. */
  readonly isLong: boolean;
}

function endOf(text: string, from: number, close: string): number {
  const end = text.indexOf(close, from);
  return end === -1 ? text.length : close === '\n' ? end : end + close.length;
}

function endOfString(text: string, from: number, { open, isLong }: Quote): number {
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') {
      at += 1;
    } else if (text.startsWith(open, at)) {
      return at + open.length;
    } else if (text[at] === '\n' && !isLong) {
      return at;
    }
  }
  return text.length;
}

const lineQuotes: readonly Quote[] = ['"', "'"].map(open => ({ open, isLong: false }));
const backtick: Quote = { open: '`', isLong: true };
const slashes: readonly Comment[] = [
  { open: '//', close: '\n' },
  { open: '/*', close: '*/' },
];
const hash: Comment = { open: '#', close: '\n' };

interface Marks {
  readonly comments: readonly Comment[];
  readonly quotes: readonly Quote[];
}
const likeC: Marks = { comments: slashes, quotes: [...lineQuotes, backtick] };
const tripled: readonly Quote[] = ['"""', "'''"].map(open => ({ open, isLong: true }));

const marks: Readonly<Partial<Record<SourceKind, Marks>>> = {
  python: { comments: [hash], quotes: [...tripled, ...lineQuotes] },
  ruby: { comments: [hash], quotes: lineQuotes },
  jvm: { comments: slashes, quotes: [tripled[0]!, ...lineQuotes] },
  dotnet: { comments: slashes, quotes: [tripled[0]!, ...lineQuotes] },
  // A quote is a lifetime as often as a character.
  rust: { comments: slashes, quotes: [{ open: '"', isLong: true }] },
};
