import { actorOfRow } from '../core/sockets/actor';
import type { NoProcess, SocketRow } from '../core/sockets/socketRow';
import { stateOf, type Actor, type TcpStateName } from '../core/tcp/states';
import { endpointText } from '../protocol/endpointText';

const listening = stateOf('LISTEN').name;

/** A socket as a model reads it: few words, and nothing that is 0 or goes without saying. */
export interface AgentSocket {
  state: TcpStateName;
  local: string;
  /** Absent of a socket that is not connected. */
  remote?: string;
  /** 'node (4711)' */
  processes?: readonly string[];
  noProcess?: NoProcess;
  whoMustAct: Actor;
  inStateSeconds: number;
  /** The state was entered before Socketscope began to watch. */
  inStateForAtLeast?: true;
  receiveQueueBytes?: number;
  sendQueueBytes?: number;
  /** Of a listener: connections that accept() has not taken, and how many may wait. */
  waitingForAccept?: number;
  acceptQueueLimit?: number;
  timer?: { kind: string; firesInSeconds: number; retransmits?: number };
}

export function agentSocket(row: SocketRow, takenAt: number): AgentSocket {
  const { state, local, remote, processes, noProcess, receiveQueue, sendQueue, timer } = row;
  const queues =
    state === listening
      ? { waitingForAccept: receiveQueue, ...(sendQueue > 0 && { acceptQueueLimit: sendQueue }) }
      : {
          ...(receiveQueue > 0 && { receiveQueueBytes: receiveQueue }),
          ...(sendQueue > 0 && { sendQueueBytes: sendQueue }),
        };
  return {
    state,
    local: endpointText(local),
    ...(remote.port !== 0 && { remote: endpointText(remote) }),
    ...(processes.length > 0 && { processes: processes.map(processText) }),
    ...(noProcess !== undefined && { noProcess }),
    whoMustAct: actorOfRow(row),
    inStateSeconds: wholeSeconds(takenAt - row.stateSinceMs),
    ...(!row.stateSinceIsExact && { inStateForAtLeast: true }),
    ...queues,
    ...(timer !== undefined && {
      timer: {
        kind: timer.kind,
        firesInSeconds: wholeSeconds(timer.expiresMs),
        ...(timer.retransmits > 0 && { retransmits: timer.retransmits }),
      },
    }),
  };
}

export function processText({ name, pid }: { name: string; pid: number }): string {
  return `${name} (${pid})`;
}

export function wholeSeconds(ms: number): number {
  return Math.max(0, Math.round(ms / 1_000));
}
