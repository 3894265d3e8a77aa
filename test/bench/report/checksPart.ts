import { figuresOf } from '../figures';
import type { ChecksResults } from '../results';
import { count, percent, spread } from './markdown';

/** What all checks cost beside reading and decoding what they look at. */
export function checksPart(results: ChecksResults): string {
  const { sockets, findings, readMs, trackMs, checksMs } = results;
  return `## The checks

All checks over ${count(sockets)} real sockets, ${readMs.length} readings that are told to be two seconds apart, ${count(findings)} findings: reading and decoding
take ${spread(figuresOf(readMs)!)} ms, tracking ${spread(figuresOf(trackMs)!)} ms, the checks ${spread(figuresOf(checksMs)!)} ms. On average, with
what some of them do only every ten seconds, the checks take ${percent(checksShare(results))} of reading and decoding.`;
}

/** Of all the time, and not of a median reading, which would not show what is done only now and then. */
export function checksShare({ readMs, checksMs }: ChecksResults): number {
  return sumOf(checksMs) / sumOf(readMs);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
