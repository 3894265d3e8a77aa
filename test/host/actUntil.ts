import { until } from './poll';

/** An act can wait for fifteen seconds for what its own late effect has taken away. */
const limitMs = 30_000;

/**
 * Acts until the effect is there, as a user does: VS Code loses a click on what it draws anew between press and release, and
 * keys when something else takes the focus. Nothing is done once the effect is there, so an act need not bear repetition.
 */
export async function actUntil(
  hasWorked: () => boolean | Promise<boolean>,
  act: () => Promise<unknown>,
  { againAfterMs = 2_000 } = {},
): Promise<void> {
  await until(
    async () => {
      if (!(await hasWorked())) {
        await act();
        await until(hasWorked, { withinMs: againAfterMs });
      }
      return true;
    },
    { withinMs: limitMs },
  );
}
