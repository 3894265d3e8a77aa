import type { ScenarioId } from '../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../core/tcp/states';
import type { ScenarioRun } from './scenario';

/**
 * Functions of the lab: a process of its own that puts real sockets on loopback into states, at the host's word. It ends
 * with its parent, or by itself after ten minutes.
 */
export interface LabFunctions {
  /**
   * Begins to perform a scenario: its hosts are in their first states. An earlier performance is ended.
   * @param source what the views read, so that ids of sockets are the same there
   */
  runScenario(scenario: ScenarioId, source: LabSource): Promise<ScenarioRun>;
  /** Performs the next step, which may have to wait for a timer of the kernel. */
  stepScenario(): Promise<ScenarioRun>;
  /** Closes the sockets of the performance; what the kernel keeps of them it keeps for a minute at most. */
  stopScenario(): Promise<void>;
  /** Puts sockets into every state that needs no privileges, and holds them there. */
  openAll(): Promise<readonly PlacedSocket[]>;
  /**
   * Opens an exhibit that is not there yet; answers the ports of its sockets. They stay until the process ends.
   * @throws Error when they could not be opened; then nothing of the exhibit is there
   */
  openExhibit(exhibit: ExhibitId): Promise<readonly number[]>;
  /** Aborts every connection, so that the kernel goes on with none of them; what is in TIME-WAIT stays there for its minute. */
  end(): Promise<void>;
}

/** What the Socket Lab can show, in the groups and the order of its menu. */
export const exhibitGroups = {
  states: ['every-state'],
  leaks: ['close-wait-leak', 'close-wait-unread', 'fin-wait-2', 'closing-stuck', 'open-files'],
  queues: ['queue-full', 'not-accepting', 'handshakes', 'not-reading'],
  losses: ['unanswered', 'dead-peer', 'retransmitting'],
  ports: ['self-connect', 'two-servers', 'one-family', 'exposed', 'churn'],
  /** What looks as if something were wrong, and is in order. */
  healthy: ['syn-received', 'idle-pool', 'reuse-port', 'server-time-wait'],
} as const;
export type ExhibitGroup = keyof typeof exhibitGroups;
export type ExhibitId = (typeof exhibitGroups)[ExhibitGroup][number];
export const exhibitIds: readonly ExhibitId[] = Object.values(exhibitGroups).flat();

export type LabSource = 'auto' | 'proc';

/** A socket that was brought into a state, found again by its ports. */
export interface PlacedSocket {
  what: string;
  state: TcpStateName;
  localPort: number;
  /** 0 where there is no peer. */
  remotePort: number;
  /** Whether a process holds it, so that it has an inode. */
  owned: boolean;
}
