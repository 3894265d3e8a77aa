import { writeFile } from 'node:fs/promises';

/** What a recording says instead of this machine's pids, in the order in which they are named. */
const firstPid = 4711;
/** Output tells nothing of processes; a few lines of it show what must not be taken for something else. */
const mostOutputs = 3;

/** Records the messages of debug sessions, and what was true of the processes at moments between them. */
export class Tape {
  #startedAt = Date.now();
  #lines = [];
  #outputs = 0;
  #pids = new Map();
  #texts = [];

  constructor(header) {
    this.header = header;
  }

  /** A process of the recording, of which something is known without the adapter. */
  names(pid) {
    if (!this.#pids.has(pid)) {
      this.#pids.set(pid, firstPid + this.#pids.size);
    }
    return pid;
  }

  /** A path or name of this machine, and what stands for it. */
  replaces(text, stand) {
    this.#texts.push([text, stand]);
  }

  starts(session, facts) {
    this.#add({ session, starts: facts });
  }

  /** For a DapConnection. */
  tap(session) {
    return (by, message) => {
      const isOutput = message.event === 'output';
      if (!isOutput || (typeof message.body?.output === 'string' && ++this.#outputs <= mostOutputs)) {
        this.#add({ session, by, message: trimmed(message) });
      }
    };
  }

  ends(session) {
    this.#add({ session, ends: true });
  }

  /** What the programs themselves told: which are debugged, and which of them stand still. */
  moment(moment, debugged, held = []) {
    debugged.forEach(pid => this.names(pid));
    this.#add({ moment, debugged, ...(held.length > 0 && { held }) });
  }

  async write(file) {
    const lines = [this.header, ...this.#lines].map(line => this.#clean(JSON.stringify(line)));
    await writeFile(file, `${lines.join('\n')}\n`);
  }

  #add(line) {
    this.#lines.push({ ms: Date.now() - this.#startedAt, ...line });
  }

  #clean(line) {
    const texts = this.#texts.toSorted(([one], [other]) => other.length - one.length);
    const replaced = texts.reduce((text, [from, to]) => text.replaceAll(from, to), line);
    return [...this.#pids].reduce(
      (text, [pid, stand]) => text.replace(new RegExp(String.raw`(?<![\d.])${pid}(?![\d.])`, 'g'), String(stand)),
      replaced,
    );
  }
}

/** The answers that are long and tell nothing of processes lose their bodies. */
function trimmed(message) {
  const { type, command, event, body } = message;
  const isLong = type === 'response' && /^(initialize|stackTrace|scopes|variables|threads)$/.test(command ?? '');
  if (isLong || /^(module|loadedSource|capabilities)$/.test(event ?? '')) {
    return { ...message, body: {} };
  }
  return event === 'output' ? { ...message, body: { ...body, output: body.output.slice(0, 80) } } : message;
}
