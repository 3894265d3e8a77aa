/** What repeated measurements of one thing gave. */
export interface Figures {
  median: number;
  min: number;
  max: number;
  runs: number;
}

export function figuresOf(values: readonly number[]): Figures | undefined {
  if (values.length === 0) {
    return undefined;
  }
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return {
    median: (sorted[Math.ceil(middle) - 1]! + sorted[Math.floor(middle)]!) / 2,
    min: sorted[0]!,
    max: sorted.at(-1)!,
    runs: sorted.length,
  };
}
