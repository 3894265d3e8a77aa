import type { BindVerdict, PortEvidence, PortReport } from '../core/checks/port/portReport';
import type { ProcessOrigin } from '../core/system/processOrigin';
import { endpointText } from '../protocol/endpointText';
import { agentSocket, processText, wholeSeconds } from './agentSocket';
import type { AgentSource } from './agentSource';
import { InputError, inputOf, limitOf, portOf } from './input';
import { maskSecrets } from './maskSecrets';

const mostAncestors = 6;

/** What holds a local port, or keeps a server from binding it. */
export async function whoHoldsPort(source: AgentSource, given: unknown): Promise<object> {
  const input = inputOf(given, ['port', 'limit']);
  const port = portOf(input, 'port');
  if (port === undefined) {
    throw new InputError('"port" is missing: give the local port as an integer from 1 to 65535.');
  }
  const limit = limitOf(input);
  const report = await source.inspectPort(port);
  const { takenAt, listeners, bound, connections, connectionTotal, evidence, origins, bindable, nextFreePort } = report;
  const holders = [...listeners, ...bound].slice(0, limit);
  const others = connections.slice(0, limit - holders.length);
  const socketTotal = listeners.length + bound.length + connectionTotal;
  return {
    port,
    takenAt: new Date(takenAt).toISOString(),
    answer: answerOf(report),
    holders: holders.map(row => agentSocket(row, takenAt)),
    connections: others.map(row => agentSocket(row, takenAt)),
    more: socketTotal - holders.length - others.length,
    evidence: evidence.map(plainEvidence),
    processes: origins.map(plainOrigin),
    canBind: bindable.map(plainVerdict),
    ...(nextFreePort !== undefined && { nextFreePort }),
  };
}

/** The one sentence that a model would repeat. */
function answerOf({ port, listeners, bound, connectionTotal, evidence }: PortReport): string {
  const [holder] = listeners.length > 0 ? listeners : bound;
  if (holder !== undefined) {
    const names = holder.processes.map(processText).join(', ');
    const who = names === '' ? `A process that cannot be named (${holder.noProcess ?? 'unknown'})` : names;
    const where = endpointText(holder.local);
    const rest = listeners.length + bound.length - 1;
    const others = rest > 0 ? ` ${rest} more socket${rest === 1 ? ' holds' : 's hold'} the port too.` : '';
    return listeners.length > 0
      ? `${who} listens on ${where}.${others}`
      : `${who} has bound ${where} and does not listen: netstat does not show it, yet bind() fails with EADDRINUSE.${others}`;
  }
  const codes = evidence.map(({ code }) => code);
  if (codes.includes('leftovers')) {
    return `Nobody listens on ${port}; ${connectionTotal} connection(s) of an earlier server are left.`;
  }
  if (connectionTotal > 0) {
    return `Nobody listens on ${port}; ${connectionTotal} outgoing connection(s) have it as their own port.`;
  }
  return codes.includes('other-namespace')
    ? `No socket uses ${port} here; in another network namespace (a container, say) somebody listens on it.`
    : `No socket uses ${port}.`;
}

function plainEvidence({ sockets: _ids, ...evidence }: PortEvidence): object {
  const freeInMs = 'freeInMs' in evidence ? evidence.freeInMs : undefined;
  return freeInMs === undefined
    ? evidence
    : { ...evidence, freeInMs: undefined, freeInSeconds: wholeSeconds(freeInMs) };
}

function plainOrigin(origin: ProcessOrigin): object {
  const { pid, name, command, uid, ancestors, workingDirectory, git, container, unit } = origin;
  return {
    pid,
    name,
    ...(command !== undefined && { command: maskSecrets(command) }),
    uid,
    parents: ancestors.slice(0, mostAncestors).map(processText),
    ...(workingDirectory !== undefined && { workingDirectory }),
    ...(git !== undefined && { git }),
    ...(container !== undefined && { container }),
    ...(unit !== undefined && { systemdUnit: unit }),
  };
}

function plainVerdict({ address, verdict, reason, freeInMs }: BindVerdict): object {
  return { address, verdict, reason, ...(freeInMs !== undefined && { freeInSeconds: wholeSeconds(freeInMs) }) };
}
