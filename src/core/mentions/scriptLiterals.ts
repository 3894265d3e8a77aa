/** Characters of a regular expression; a bound, so that lines full of slashes cost their length times a constant. */
const longestPattern = 1_000;

/** What may stand before the `/` of a regular expression; behind all else, as a name, `)` or JSX's `<`, it is no such thing. */
const beforePattern =
  /(?:^|[(,=:[&|?{;*%~^]|(?<!\+)\+|(?<!-)-|(?<![\w)\]])!|=>|(?<![\w$.])(?:return|typeof|case|in|of|delete|void|throw|new|instanceof|else|do|yield|await|default))$/;

/**
 * The end of the regular expression of JavaScript that begins at `at`, flags excluded; undefined where the slash divides.
 * @param codeEnd where the last thing before it ended that is neither space nor comment
 */
export function endOfPattern(text: string, at: number, codeEnd: number): number | undefined {
  // 12 characters: `instanceof` and one before it.
  if (text[at] !== '/' || !beforePattern.test(text.slice(Math.max(0, codeEnd - 12), codeEnd))) {
    return undefined;
  }
  const limit = Math.min(text.length, at + longestPattern);
  let inClass = false;
  for (let end = at + 1; end < limit && text[end] !== '\n'; end++) {
    const character = text[end]!;
    if (character === '\\') {
      end += 1;
    } else if (character === '/' && !inClass) {
      return end + 1;
    } else if (character === '[' || character === ']') {
      inClass = character === '[';
    }
  }
  return undefined;
}

/** The `${` of template literals that are open at a place in the text, read from its beginning. */
export class TemplateHoles {
  /** Of each, the innermost last: how many braces are open in it. */
  private readonly braces: number[] = [];

  open(): void {
    this.braces.push(0);
  }

  /** Takes note of a character of code; true if it ends a hole, so that its template goes on behind it. */
  endsWith(character: string): boolean {
    const depth = this.braces.at(-1);
    if (depth === undefined || (character !== '{' && character !== '}')) {
      return false;
    }
    if (character === '}' && depth === 0) {
      this.braces.pop();
      return true;
    }
    this.braces[this.braces.length - 1] = depth + (character === '{' ? 1 : -1);
    return false;
  }
}
