import { tcpStates, type Actor } from '../core/tcp/states';
import { agentSocket } from './agentSocket';
import type { AgentSource } from './agentSource';
import { inputOf, integerOf, limitOf, portOf, statesOf, textOf, wordOf } from './input';
import { problemSentence } from './problemSentence';

const properties = [
  'states',
  'port',
  'localPort',
  'remotePort',
  'pid',
  'process',
  'address',
  'whoMustAct',
  'minSecondsInState',
  'limit',
];
const actors: readonly Actor[] = ['program', 'peer', 'kernel', 'nobody'];
/** The kernel's PID_MAX_LIMIT (include/linux/threads.h). */
const highestPid = 4_194_304;
const oneDaySeconds = 86_400;

/** Sockets that match every given property, those longest in their state first. */
export async function listSockets(source: AgentSource, value: unknown): Promise<object> {
  const input = inputOf(value, properties);
  const limit = limitOf(input);
  const seconds = integerOf(input, 'minSecondsInState', 0, oneDaySeconds);
  const query = given({
    states: statesOf(input, 'states'),
    port: portOf(input, 'port'),
    localPort: portOf(input, 'localPort'),
    remotePort: portOf(input, 'remotePort'),
    pid: integerOf(input, 'pid', 1, highestPid),
    process: textOf(input, 'process'),
    address: textOf(input, 'address'),
    actor: wordOf(input, 'whoMustAct', actors),
    minAgeMs: seconds === undefined ? undefined : seconds * 1_000,
  });
  const { takenAt, total, counts, sockets, problems } = await source.snapshot({
    ...query,
    longestInStateFirst: true,
    limit,
  });
  return {
    takenAt: new Date(takenAt).toISOString(),
    total,
    countsByState: Object.fromEntries(tcpStates.flatMap(({ name }) => (counts[name] ? [[name, counts[name]]] : []))),
    sockets: sockets.map(row => agentSocket(row, takenAt)),
    more: total - sockets.length,
    ...(problems.length > 0 && { limits: problems.map(problemSentence) }),
  };
}

type Given<Values> = { [Name in keyof Values]?: Exclude<Values[Name], undefined> };

/** Without what is undefined. */
function given<Values extends object>(values: Values): Given<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<Values>;
}
