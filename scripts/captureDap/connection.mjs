import { once } from 'node:events';

/** How long an adapter may take for anything. Milliseconds. */
const patienceMs = 30_000;

/**
 * A client's end of the Debug Adapter Protocol: requests, events, and the adapter's own requests.
 * https://microsoft.github.io/debug-adapter-protocol/overview#base-protocol
 */
export class DapConnection {
  #seq = 0;
  #pending = new Map();
  #waiting = [];
  #reverse = new Map();
  #unread = Buffer.alloc(0);
  #tap;

  /**
   * `tap` is given every message.
   * @param {import('node:stream').Readable} input
   * @param {import('node:stream').Writable} output
   * @param {(by: 'client' | 'adapter', message: any) => unknown} tap
   */
  constructor(input, output, tap = () => undefined) {
    this.output = output;
    this.#tap = tap;
    this.closed = once(input, 'close');
    input.on('data', chunk => this.#read(chunk));
    output.on('error', () => undefined);
  }

  /**
   * Answers the body of a successful response; rejects with the message of any other.
   * @param {string} command
   * @param {object} [args]
   * @returns {Promise<Record<string, unknown>>}
   */
  request(command, args) {
    const seq = this.#send({ type: 'request', command, ...(args && { arguments: args }) });
    const answer = new Promise((resolve, reject) =>
      this.#pending.set(seq, ({ success, body, message }) =>
        success ? resolve(body ?? {}) : reject(new Error(body?.error?.format ?? message ?? `${command} failed`)),
      ),
    );
    return inTime(answer, `answer to ${command}`);
  }

  /**
   * The next event of that name for which `wanted` holds. Ask before the request that causes it.
   * @param {string} name
   * @param {(body: any) => boolean} wanted
   * @returns {Promise<unknown>}
   */
  event(name, wanted = () => true) {
    const event = inTime(new Promise(resolve => this.#waiting.push({ name, wanted, resolve })), `event ${name}`);
    event.catch(() => undefined); // Something else may fail first.
    return event;
  }

  /** `answer` gives the body of the response to a request of the adapter. */
  onRequest(command, answer) {
    this.#reverse.set(command, answer);
  }

  #send(message) {
    const whole = { seq: ++this.#seq, ...message };
    this.#tap('client', whole);
    const text = JSON.stringify(whole);
    this.output.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return whole.seq;
  }

  #read(chunk) {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const end = this.#unread.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(this.#unread.toString('latin1', 0, Math.max(end, 0)))?.[1]);
      if (end < 0 || this.#unread.length < end + 4 + length) {
        return;
      }
      const message = JSON.parse(this.#unread.toString('utf8', end + 4, end + 4 + length));
      this.#unread = this.#unread.subarray(end + 4 + length);
      this.#tap('adapter', message);
      void this.#receive(message);
    }
  }

  async #receive(message) {
    switch (message.type) {
      case 'response':
        this.#pending.get(message.request_seq)?.(message);
        this.#pending.delete(message.request_seq);
        break;
      case 'event': {
        const heard = this.#waiting.filter(({ name, wanted }) => name === message.event && wanted(message.body));
        this.#waiting = this.#waiting.filter(waiting => !heard.includes(waiting));
        heard.forEach(({ resolve }) => resolve(message.body));
        break;
      }
      case 'request': {
        const body = await this.#reverse.get(message.command)?.(message.arguments);
        const { seq, command } = message;
        this.#send({ type: 'response', request_seq: seq, success: body !== undefined, command, ...(body && { body }) });
      }
    }
  }
}

async function inTime(promise, what) {
  let timer;
  const tooLate = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No ${what} in ${patienceMs / 1000} s.`)), patienceMs);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
