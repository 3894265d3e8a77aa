import { tcpStates } from '../core/tcp/states';
import type { AgentSource } from './agentSource';
import type { AgentToolName } from './agentToolNames';
import { explainState } from './explainState';
import { mostRows, usualLimit } from './input';
import { listSockets } from './listSockets';
import { runChecks } from './runChecks';
import { whoHoldsPort } from './whoHoldsPort';

/** A tool as a model sees it. The manifest repeats these words, because VS Code reads them there; a test compares them. */
export interface AgentTool {
  readonly name: AgentToolName;
  /** What, when, when not, limits and units. */
  readonly description: string;
  readonly inputSchema: { readonly type: 'object'; readonly properties: Readonly<Record<string, object>> } & Readonly<
    Record<string, unknown>
  >;
  /** Answers in plain data. It reads and changes nothing. @throws InputError with words for the model */
  readonly run: (source: AgentSource, input: unknown) => Promise<object>;
}

const stateNames = tcpStates.map(({ name }) => name).join(', ');
const port = { type: 'integer', minimum: 1, maximum: 65_535 };
const pid = { type: 'integer', minimum: 1 };
const limit = {
  type: 'integer',
  minimum: 1,
  maximum: mostRows,
  default: usualLimit,
  description: `At most so many items in the answer. "more" says how many were left out.`,
};

export const agentTools: readonly AgentTool[] = [
  {
    name: 'socketscope_list_sockets',
    description: `Lists the TCP sockets of the machine on which the workspace is: state, both addresses, process, who must act next, seconds in the state, bytes in the queues. Use it to see what a program is connected to, how many connections are in which state, or to hunt a leak (for example states ["CLOSE-WAIT"] of one process). All given properties must hold; the sockets that are longest in their state come first. "total" and "countsByState" count every match, also those beyond the limit (${usualLimit} unless given, at most ${mostRows}), so ask for limit 1 when only numbers are wanted. "inStateForAtLeast" means that the state began before the watch did. Do not use it to find out why a port is taken (socketscope_who_holds_port), to diagnose (socketscope_run_checks), or for UDP, Unix sockets, HTTP traffic or other machines: it does not know them. Read-only.`,
    inputSchema: {
      type: 'object',
      properties: {
        states: {
          type: 'array',
          items: { type: 'string' },
          description: `States, in any tool's spelling (CLOSE_WAIT, close-wait): ${stateNames}. All when left out.`,
        },
        port: { ...port, description: 'Local or remote port.' },
        localPort: { ...port, description: 'Local port.' },
        remotePort: { ...port, description: 'Remote port.' },
        pid: { ...pid, description: 'Process that holds the socket.' },
        process: { type: 'string', description: 'Part of the process name, in any case, for example "node".' },
        address: {
          type: 'string',
          description: 'IPv4 or IPv6 address or CIDR range of either end, for example "10.0.0.0/8". No host names.',
        },
        whoMustAct: {
          type: 'string',
          enum: ['program', 'peer', 'kernel', 'nobody'],
          description:
            'Who has to do something for the socket to leave its state: the local program, the peer, a timer of the kernel, nobody.',
        },
        minSecondsInState: { type: 'integer', minimum: 0, description: 'Seconds in the present state, at least.' },
        limit,
      },
    },
    run: listSockets,
  },
  {
    name: 'socketscope_who_holds_port',
    description: `Says who holds a local TCP port and whether a server could bind it now: listeners, sockets that are bound without listening (netstat hides them), connections of an earlier server and the seconds until the kernel removes them, the process with its parents, directory, container and systemd unit, the verdict for 0.0.0.0, 127.0.0.1, :: and ::1, and the next free port. Use it for EADDRINUSE, "address already in use", "which process is on port N" or before starting a server. Do not use it for ports of other machines, for UDP, or to end a process: it changes nothing. The command line is cut after 200 characters and passwords in it are masked.`,
    inputSchema: {
      type: 'object',
      properties: { port: { ...port, description: 'Local TCP port.' }, limit },
      required: ['port'],
    },
    run: whoHoldsPort,
  },
  {
    name: 'socketscope_run_checks',
    description: `Diagnoses the TCP sockets of the machine on which the workspace is: CLOSE-WAIT leaks, full accept queues, connections that nobody answers, ephemeral ports that run out, peers or programs that do not read, servers that other machines can reach, and more; each finding with its numbers, the process, who must act, up to 3 example sockets, and in "about" what it means and what to do. Use it when connections hang, leak, are refused or time out, or when asked whether the network side of a program is sound. Some checks need to watch for a while: "watchedForSeconds" says how long that was; when it is below 60 and nothing was found, ask again a minute later. "passed" lists checks that found nothing, "notMade" those that this machine does not allow. Do not use it as a list of sockets (socketscope_list_sockets). Numbers ending in Ms are milliseconds, shares are 0 to 1. Read-only.`,
    inputSchema: {
      type: 'object',
      properties: {
        minSeverity: {
          type: 'string',
          enum: ['info', 'warning', 'error'],
          description: 'The least severity. Default info.',
        },
        code: { type: 'string', description: 'Only findings of this check, for example "close-wait-leak".' },
        port: { ...port, description: 'Only findings about this local or destination port.' },
        pid: { ...pid, description: 'Only findings about this process.' },
        limit,
      },
    },
    run: runChecks,
  },
  {
    name: 'socketscope_explain_state',
    description: `Explains one TCP state by the book (RFC 9293, Linux): what happened, what is awaited and from whom, how long it lasts, when it is a problem, what to do, with code for common languages, and how netstat, ss and others spell it. Use it when a state needs to be explained or fixed. Do not use it to find sockets that are in the state (socketscope_list_sockets). It reads no sockets.`,
    inputSchema: {
      type: 'object',
      properties: {
        state: { type: 'string', description: `The state, in any tool's spelling: ${stateNames}.` },
      },
      required: ['state'],
    },
    run: explainState,
  },
];
