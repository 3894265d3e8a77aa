import { expect, vi } from 'vitest';
import type { Agent } from '../namespace';

/** Longer than a finding stays after its condition has ended. */
const settledMs = 6_000;

/** What the checks say when they look so much later: severity, code and cause of every finding. */
export async function seen({ call }: Agent, laterMs = 0): Promise<string[]> {
  const findings = await call.check(laterMs);
  return findings.map(({ severity, code, cause }) =>
    [severity, code, ...(cause === undefined ? [] : [cause])].join(' '),
  );
}

/** As expect.poll, which does not know its test where several run at once. */
export async function until<Value>(read: () => Promise<Value>, check: (value: Value) => void): Promise<void> {
  await vi.waitFor(async () => check(await read()), { timeout: 20_000, interval: 50 });
}

/** Looks again and again until the kernel is where it should be. */
export async function comesTo(agent: Agent, expected: readonly string[], laterMs = 0): Promise<void> {
  await until(
    () => seen(agent, laterMs),
    found => expect(found).toEqual(expected),
  );
}

/** The condition has ended: so have all findings. */
export async function comesToNothing(agent: Agent): Promise<void> {
  await comesTo(agent, [], settledMs);
}

/** Nothing at once, nor a minute or ten later. */
export async function staysSilent(agent: Agent): Promise<void> {
  for (const laterMs of [0, 2_000, 2_000, 11_000, 61_000, 600_000]) {
    expect(await seen(agent, laterMs)).toEqual([]);
  }
}

/** Every FIN has been acknowledged: the kernel may hold back the ACK for 200 ms, which must not pass for a minute. */
export async function finsAcknowledged({ call }: Agent): Promise<void> {
  const closing = async () => {
    const { rows } = await call.read('sock_diag');
    return rows.filter(({ state }) => state === 'FIN-WAIT-1' || state === 'LAST-ACK' || state === 'CLOSING').length;
  };
  await until(closing, count => expect(count).toBe(0));
}
