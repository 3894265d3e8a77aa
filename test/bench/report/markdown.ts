import type { Figures } from '../figures';

/** A Markdown table; every column but the first holds numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map(line).join('\n');
}

/** Thousands with a comma. */
export function count(value: number): string {
  return Math.round(value).toLocaleString('en');
}

/** Three digits are what a measurement like this is good for. */
export function digits(value: number): string {
  return value >= 100 ? count(value) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** `12.3 (11.9-14.0)`: median, shortest and longest. */
export function spread({ median, min, max }: Figures): string {
  return `${digits(median)} (${digits(min)}-${digits(max)})`;
}

export function percent(share: number): string {
  return `${digits(share * 100)} %`;
}

export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(1)} KB`;
}
