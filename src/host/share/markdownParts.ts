/** A code span that shows exactly this text, whatever is in it, also in a cell of a table (GitHub Flavored Markdown 4.10). */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
  const fence = '`'.repeat(longestRunOfBackticks(line) + 1);
  const pad = line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

function longestRunOfBackticks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
}

/** Words of ours in a place that Markdown reads: only what they may hold is escaped, so that the text stays readable. */
export function plainText(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A table; the cells are Markdown already. */
export function table(heads: readonly string[], aligned: readonly ('left' | 'right')[], rows: readonly string[][]) {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(aligned.map(side => (side === 'left' ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
