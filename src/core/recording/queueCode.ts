/** Bits of the mantissa: numbers below 2^12 are exact, larger ones to one part in 4,096. */
const mantissaBits = 12;
const exact = 1 << mantissaBits;

/**
 * A queue's length in 16 bits: 12 bits that matter and how far to shift them. The limit of a backlog is exact up to 4,095,
 * and nobody reads more digits of a number of bytes.
 */
export function queueCodeOf(bytes: number): number {
  const shift = Math.min(15, Math.max(0, 32 - Math.clz32(bytes) - mantissaBits));
  return shift * exact + Math.min(exact - 1, Math.floor(bytes / 2 ** shift));
}

/** The inverse, rounded down. At most 4,095 * 2^15, 134 MB: more than a socket's buffer can be. */
export function queueOfCode(code: number): number {
  return (code % exact) * 2 ** Math.floor(code / exact);
}

/** How many hexadecimal digits a number has, 15 at most: a queue has changed when this has. */
export function coarseStep(bytes: number): number {
  return bytes === 0 ? 0 : ((31 - Math.clz32(bytes)) >> 2) + 1;
}
