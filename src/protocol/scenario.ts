import type { ScenarioId, Side } from '../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../core/tcp/states';

/** Why a scenario cannot be performed with real sockets here. */
export type RunObstacle =
  /** Nobody knows how on this operating system. */
  | 'platform'
  /** What no kernel does by itself must be asked of it, which needs CAP_NET_ADMIN. */
  | 'privileges'
  /** A program that it needs is not installed. */
  | 'tools'
  /** It would take hours. */
  | 'too-long'
  /** Another scenario is being performed. */
  | 'busy'
  /** It was tried and went wrong; `detail` says how. */
  | 'failed';

/** One of the two sockets of a performance. */
export interface RunEnd {
  /** The socket's id as in rows; absent before a reading has seen it. */
  readonly id?: string;
  /** '127.0.0.1:4711' */
  readonly local: string;
  readonly remote?: string;
  /** As the kernel last showed it; absent when it shows no such socket. */
  readonly state?: TcpStateName;
}

/** How a scenario goes with real sockets. */
export type ScenarioRun =
  | { readonly status: 'not-possible'; readonly reason: RunObstacle; readonly detail?: string }
  | {
      readonly status: 'running';
      readonly scenario: ScenarioId;
      /** Index into the scenario's steps: the last one that has happened. */
      readonly step: number;
      readonly ends: Readonly<Partial<Record<Side, RunEnd>>>;
    }
  | {
      readonly status: 'ended';
      readonly scenario: ScenarioId;
      readonly ends: Readonly<Partial<Record<Side, RunEnd>>>;
    };
