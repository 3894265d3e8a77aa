import { setTimeout } from 'node:timers/promises';

const pollMs = 10;

/**
 * Resolves when the condition holds; what it waits for happens in the kernel, which tells nobody.
 * @throws Error `otherwise` when it does not hold in time
 */
export async function waitUntil(condition: () => boolean, limitMs: number, otherwise: string): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition()) {
    if (performance.now() > deadline) {
      throw new Error(otherwise);
    }
    await setTimeout(pollMs);
  }
}
