import type { Side } from '../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../core/tcp/states';
import type { RunObstacle } from '../protocol/scenario';
import type { Actors } from './actors';
import type { Sight } from './watcher';

/** How one step of a scenario is done with real sockets. */
export interface ScriptStep {
  /** Absent where the step has happened with one before it. */
  readonly does?: (actors: Actors) => void | Promise<void>;
  /**
   * Sides whose state is not the scenario's after this step: loopback delivers at once, so that the kernel is a step ahead,
   * or what waits in a queue arrives together, so that it is behind. null: the side has no socket to look at.
   */
  readonly shows?: Readonly<Partial<Record<Side, TcpStateName | null>>>;
  /** The step is over when what is seen satisfies this too. */
  readonly until?: (sight: Sight) => boolean;
  /** Milliseconds that the step may take, where a timer of the kernel is waited for. */
  readonly limitMs?: number;
}

export interface Script {
  /** Why it cannot be performed by this process. */
  readonly obstacle?: () => RunObstacle | undefined;
  /** Brings both sides into the states with which the scenario starts. */
  readonly prepare?: (actors: Actors) => void | Promise<void>;
  /** By the scenario's step ids; a test holds them against the scenario. */
  readonly steps: Readonly<Record<string, ScriptStep>>;
}

/** Linux keeps TIME-WAIT, and FIN-WAIT-2 without an owner, for 60 s; a minisock's timer may be 1/8 late. Milliseconds. */
export const minuteTimerLimitMs = 75_000;
/** A kernel without TCP_RTO_MAX_MS doubles the time between retransmissions while the reader thinks. */
export const retransmissionLimitMs = 130_000;
