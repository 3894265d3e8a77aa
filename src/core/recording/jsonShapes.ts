/** What parts of a file's JSON may be. A count is an unsigned number of 32 bits. */

export function areCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(isCount);
}

export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 0xffffffff;
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
