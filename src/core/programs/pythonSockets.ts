import type { SocketRow } from '../sockets/socketRow';
import { fields } from './dapMessage';
import { pythonFinder } from './pythonFinder';

/** How a place in a Python program has to do with a socket. */
const ways = ['thread', 'coroutine', 'handler', 'protocol', 'callback', 'factory', 'creation', 'use'] as const;

/** A line of a Python program that has to do with a socket. */
export interface PythonPlace {
  readonly how: (typeof ways)[number];
  /** Of the thread, the function or, for 'use', of the variable that keeps the socket. */
  readonly name: string;
  /** Absolute, on the program's machine. */
  readonly path: string;
  /** From 1 on. */
  readonly line: number;
}

export interface PythonAnswer {
  /** Socket objects with these ends. */
  readonly sockets: number;
  /** The most telling first. */
  readonly places: readonly PythonPlace[];
}

const mark = 'socketscope answers ';

/**
 * What a Python program evaluates under debugpy. The answer comes as the message of an exception: without a frame to evaluate in,
 * debugpy before 1.8.21 prints a value to the program's output and answers nothing.
 */
export function socketsExpression({
  local,
  remote,
  direction,
}: Pick<SocketRow, 'local' | 'remote'> & { direction: string }): string {
  const wanted = JSON.stringify({ local, remote, listens: direction === 'none' });
  const source = `${pythonFinder}\nimport json\nraise LookupError("${mark}" + find(json.loads(wanted)))`;
  // Names of its own: nothing of this stays in the program. JSON's strings are Python's too.
  return `exec(${JSON.stringify(source)}, {"wanted": ${JSON.stringify(wanted)}})`;
}

/** Reads debugpy's message of the exception; undefined where it is about something else. */
export function answerIn(message: string): PythonAnswer | undefined {
  const begin = message.lastIndexOf(mark);
  const json = message.slice(begin + mark.length).split('\n', 1)[0] ?? '';
  try {
    const { sockets, places } = fields(begin < 0 ? undefined : JSON.parse(json));
    return typeof sockets === 'number' && Array.isArray(places)
      ? { sockets, places: places.map(asPlace).filter(place => place !== undefined) }
      : undefined;
  } catch {
    return undefined;
  }
}

function asPlace(value: unknown): PythonPlace | undefined {
  const { how, name, file, line } = fields(value);
  const known = ways.find(way => way === how);
  return known !== undefined && typeof name === 'string' && typeof file === 'string' && typeof line === 'number'
    ? { how: known, name, path: file, line }
    : undefined;
}
