/** A skipped test together with why; the reporter prints it, and `npm test` does so again at its end. */
export interface SkippedTest {
  skipReason?: string;
}

/** Skips the running test. Never a bare `this.skip()`: a skip that does not say why is soon forgotten. */
export function skip(context: Mocha.Context, reason: string): never {
  (context.runnable() as SkippedTest).skipReason = reason;
  return context.skip();
}
