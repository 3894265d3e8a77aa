import { asPid, fields } from './dapMessage';
import type { ProcessRoot } from './scope';

/** What VS Code tells of a debug session. */
export interface SessionFacts {
  readonly id: string;
  /** Of the session that started this one. */
  readonly parentId?: string;
  readonly type: string;
  readonly name: string;
  readonly configuration: unknown;
}

/** js-debug's types, with the names that launch.json may have for them too. */
export function isJsDebug(type: string): boolean {
  return /^(pwa-)?(node|node-terminal|extensionHost|chrome|msedge)$/.test(type);
}

/** debugpy's type, and the name that it had when it came with the extension for Python. */
export function isDebugpy(type: string): boolean {
  return type === 'debugpy' || type === 'python';
}

/** What the session's own facts say of its program before any message. */
export function rootOf(session: SessionFacts): ProcessRoot | undefined {
  return rootOfJsDebug(session) ?? rootOfAttach(session);
}

/**
 * js-debug starts a session for each process, and calls it 'server.js [4711]' by its script, or '[4711]' where it has none.
 * Where it did not start the process itself, it has another name for it, and 0 for a pid that it does not know.
 */
function rootOfJsDebug({ type, name, parentId }: SessionFacts): ProcessRoot | undefined {
  const match = isJsDebug(type) && parentId !== undefined ? /^(.*?) ?\[(\d+)\]$/.exec(name) : null;
  const pid = asPid(match?.[2]);
  const program = match?.[1] ?? '';
  return pid === undefined ? undefined : { pid, ...(program !== '' && !standIns.has(program) && { program }) };
}

/** What js-debug calls a process whose script it does not know. */
const standIns: ReadonlySet<string> = new Set(['Child Process', 'Remote Process', 'Extension Host']);

/** `{ "request": "attach", "processId": 4711 }`; debugpy and cppdbg take a number in quotes too. */
function rootOfAttach({ configuration }: SessionFacts): ProcessRoot | undefined {
  const { request, processId, pid } = fields(configuration);
  const known = request === 'attach' ? (asPid(processId) ?? asPid(pid)) : undefined;
  return known === undefined ? undefined : { pid: known };
}

/**
 * The port at which the program itself waits for its debugger, where nobody tells its pid: whoever holds it is the program.
 * js-debug attaches by port, and makes a port of a process id, too; java-debug tells the pid only of what it has started.
 */
export function debuggerPortOf(session: SessionFacts, parent: SessionFacts | undefined): number | undefined {
  const isUnknownProcess = /^(pwa-)?node$/.test(session.type) && parent !== undefined && session.name.endsWith(' [0]');
  const asked = isUnknownProcess ? parent : session.type === 'java' ? session : undefined;
  const { request, port } = fields(asked?.configuration);
  return request === 'attach' ? asPid(port) : undefined;
}

/** Programs that hold a port for another one, which is on another machine or in a container. */
export function isForwarder(name: string): boolean {
  return /^(sshd?|autossh|docker-proxy|rootlessport|kubectl|oc|socat|slirp4netns|pasta(\.avx2)?|gvproxy|wslrelay)$/.test(
    name,
  );
}

/** The configuration says that the program is on another machine, or behind a program that leads to one. */
export function isElsewhere({ configuration }: Pick<SessionFacts, 'configuration'>): boolean {
  const { address, host, hostName, connect, miDebuggerServerAddress, pipeTransport } = fields(configuration);
  const hosts = [
    address,
    host,
    hostName,
    fields(connect).host,
    hostOf(miDebuggerServerAddress),
    ...targetsOfGdb(configuration).map(hostOf),
  ];
  return (
    hosts.some(name => typeof name === 'string' && name !== '' && !isThisHost(name)) ||
    // cppdbg and vsdbg then run the debugger through ssh or docker.
    typeof fields(pipeTransport).pipeProgram === 'string'
  );
}

/** gdb's `target remote 10.0.0.7:2345` among the commands that cppdbg is told to begin with, and its MI form. */
function targetsOfGdb(configuration: unknown): string[] {
  const { setupCommands, customLaunchSetupCommands } = fields(configuration);
  return [setupCommands, customLaunchSetupCommands]
    .flatMap(commands => (Array.isArray(commands) ? (commands as unknown[]) : []))
    .flatMap(command => {
      const { text } = fields(command);
      const match =
        typeof text === 'string'
          ? /\btarget(?:-select)? +(?:extended-)?remote +(?:tcp:)?([\w.[\]:-]+:\d+)/.exec(text)
          : null;
      return match === null ? [] : [match[1]!];
    });
}

function hostOf(address: unknown): string | undefined {
  return typeof address === 'string' ? address.replace(/:\d+$/, '') : undefined;
}

function isThisHost(name: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|0\.0\.0\.0|\[?::1?\]?)$/i.test(name);
}
