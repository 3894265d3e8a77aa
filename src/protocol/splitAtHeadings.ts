import type { ExplanationPart } from './explanation';

/** What precedes the first heading of that level (with an empty title), then each heading's text. Code is no heading. */
export function splitAtHeadings(markdown: string, marker: string): ExplanationPart[] {
  const parts = [{ title: '', lines: [] as string[] }];
  let isCode = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (!isCode && line.startsWith(marker)) {
      parts.push({ title: line.slice(marker.length).trim(), lines: [] });
    } else {
      parts.at(-1)!.lines.push(line);
    }
    isCode = line.startsWith('```') ? !isCode : isCode;
  }
  return parts.map(({ title, lines }) => ({ title, markdown: lines.join('\n').trim() }));
}
