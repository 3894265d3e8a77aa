import type { Check } from './check';
import { closeWaitLeak } from './closeWaitLeak';

/** Every check, new, without any memory. A check is added by one line. */
export function allChecks(): readonly Check[] {
  return [closeWaitLeak()];
}
