import type { ProcessRoot } from './scope';

/** What one message of the Debug Adapter Protocol says about the debugged program. */
export type DapNews =
  /** A process that is debugged. */
  | { kind: 'program'; root: ProcessRoot }
  /** The shell of a terminal in which the program was started. */
  | { kind: 'shell'; root: ProcessRoot }
  /** The program runs on another machine than the debug adapter. */
  | { kind: 'elsewhere' }
  /** The adapter is asked to start the program anew, has done so, or has refused. */
  | { kind: 'restarting' | 'restarted' | 'notRestarted' }
  | { kind: 'stopped' | 'continued'; threadId: number | undefined; all: boolean };

/**
 * Reads a message that a debug adapter sent (events, and responses to requests that resume execution). Messages of any adapter come
 * here, so nothing is taken for granted. https://microsoft.github.io/debug-adapter-protocol/specification
 */
export function newsFromAdapter(message: unknown, sessionType = ''): DapNews | undefined {
  const { type, event, command, success, body } = fields(message);
  const facts = fields(body);
  if (type === 'response' && command === 'restart') {
    return { kind: success === true ? 'restarted' : 'notRestarted' };
  }
  if (type === 'event') {
    switch (event) {
      case 'process':
        return processNews(facts, sessionType);
      case 'processid':
        return javaNews(facts);
      case 'stopped':
        return { kind: 'stopped', threadId: asPid(facts.threadId), all: facts.allThreadsStopped === true };
      case 'continued':
        return { kind: 'continued', threadId: asPid(facts.threadId), all: facts.allThreadsContinued !== false };
    }
  }
  // An adapter sends no 'continued' for what it was asked to do.
  return type === 'response' && success === true && typeof command === 'string' && goingOn.has(command)
    ? { kind: 'continued', threadId: undefined, all: true }
    : undefined;
}

/** Reads a message that VS Code sent to an adapter: its response to `runInTerminal`, and its request to restart. */
export function newsToAdapter(message: unknown): DapNews | undefined {
  const { type, command, success, body } = fields(message);
  if (type === 'request' && command === 'restart') {
    return { kind: 'restarting' };
  }
  if (type !== 'response' || command !== 'runInTerminal' || success === false) {
    return undefined;
  }
  const { processId, shellProcessId } = fields(body);
  return programNews(processId) ?? shellNews(shellProcessId);
}

/** Requests after whose success the program runs. */
const goingOn: ReadonlySet<string> = new Set([
  'continue',
  'next',
  'stepIn',
  'stepOut',
  'stepBack',
  'reverseContinue',
  'goto',
]);

/** `{ "name": "/srv/app.py", "systemProcessId": 4711, "isLocalProcess": true, "startMethod": "launch" }` */
function processNews({ name, systemProcessId, isLocalProcess }: Fields, sessionType: string): DapNews | undefined {
  // What Delve calls a name is the whole command line: '/home/ann/shop/__debug_bin2718281828 --port 8080'.
  const program = sessionType === 'go' && typeof name === 'string' ? name.split(' ', 1)[0] : name;
  return isLocalProcess === false ? { kind: 'elsewhere' } : programNews(systemProcessId, program);
}

/** java-debug's own event, whose pids are -1 where they are not known: `{ "processId": 4711, "shellProcessId": 4700 }` */
function javaNews({ processId, shellProcessId }: Fields): DapNews | undefined {
  return programNews(processId, 'java') ?? shellNews(shellProcessId);
}

function programNews(pid: unknown, name?: unknown): DapNews | undefined {
  const known = asPid(pid);
  const program = typeof name === 'string' ? lastPart(name) : '';
  return known === undefined
    ? undefined
    : { kind: 'program', root: { pid: known, ...(program !== '' && { program }) } };
}

function shellNews(pid: unknown): DapNews | undefined {
  const known = asPid(pid);
  return known === undefined ? undefined : { kind: 'shell', root: { pid: known, childrenOnly: true } };
}

/** A number, or one in quotes: launch configurations hold both. */
export function asPid(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

/** '/srv/app.py' and 'C:\srv\app.py' are 'app.py'; what Python calls '-c' or '-m' names no program. */
function lastPart(path: string): string {
  const part = path.split(/[\\/]/).at(-1) ?? '';
  return part.startsWith('-') ? '' : part;
}

type Fields = Readonly<Record<string, unknown>>;

/** The properties of whatever it is. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
