import { readdirSync, readFileSync } from 'node:fs';

/** A translation's strings by key, beside the English ones. Keys of the bundle are the English texts themselves. */
export interface StringFile {
  readonly english: string;
  readonly translated: (locale: string) => string;
}

export const stringFiles: readonly StringFile[] = [
  { english: 'package.nls.json', translated: locale => `package.nls.${locale}.json` },
  { english: 'l10n/bundle.l10n.json', translated: locale => `l10n/bundle.l10n.${locale}.json` },
];

/** Every language besides English for which there is at least one file: it must then have them all. */
export const locales = [
  ...new Set([
    ...namesIn('.', /^package\.nls\.([\w-]+)\.json$/),
    ...namesIn('l10n', /^bundle\.l10n\.([\w-]+)\.json$/),
    ...namesIn('media/explain', /^(?!en$)([\w-]+)$/),
  ]),
];

function namesIn(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder).flatMap(name => pattern.exec(name)?.[1] ?? []);
}

/** The strings of a file; those for which translators have a comment without it. */
export function stringsOf(file: string): Record<string, string> {
  const entries = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | { message: string }>;
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => [key, typeof value === 'string' ? value : value.message]),
  );
}

/** The same for both languages: placeholders, code, links, product icons, and whether a question follows ("..."). */
export function fixedParts(text: string): string[] {
  return [...text.matchAll(/\{\d+\}|`[^`]*`|\]\([^)]*\)|\$\([\w-]+\)|\.\.\.$|\n/g)].map(([part]) => part).sort();
}

/** Whether a translator has something to do: words that are no name of a state, a call, a file or a setting of the kernel. */
export function hasWords(text: string): boolean {
  const names =
    /Socketscope|(?:Recv|Send)-Q|\b\w+\(\)|`[^`]*`|\{\d+\}|\S*[/_.]\w\S*|\b[A-Z\d]+(?:-[A-Z\d]+)*\b|->|Mermaid|netlink|systemd/g;
  return /[a-z]{2}/.test(text.replace(names, ''));
}

/** Chinese text takes Chinese punctuation; what stands beside Latin letters and in code may be Latin. */
export function latinPunctuation(text: string): string[] {
  const prose = text.replace(/^```[^]*?^```$/gm, '').replace(/`[^`]*`/g, '``');
  return (
    prose.match(
      /.{0,6}\p{Script=Han}(?:[,;:?!]|\.(?!\.))|.{0,6}\p{Script=Han} ?\(|(?<!\()\) ?\p{Script=Han}.{0,6}/gu,
    ) ?? []
  );
}
