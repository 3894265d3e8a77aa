import { setTimeout as delay } from 'node:timers/promises';

/** Asks again and again until the answer is not undefined, false or an exception; at the deadline it says what it saw last. */
export async function until<Answer>(
  ask: () => Answer | Promise<Answer>,
  { withinMs = 15_000, everyMs = 100 } = {},
): Promise<Exclude<Answer, undefined | false>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    let seen: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) {
        return answer as Exclude<Answer, undefined | false>;
      }
      seen = answer;
    } catch (error) {
      seen = error;
    }
    if (performance.now() > deadline) {
      throw seen instanceof Error ? seen : new Error(`Still ${String(seen)} after ${withinMs / 1_000} s`);
    }
    await delay(everyMs);
  }
}
