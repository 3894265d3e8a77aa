import { Agent, get } from 'node:http';
import { connect, type Socket } from 'node:net';

const host = '127.0.0.1';
/** Connections that are kept, and how often each is used. */
const kept = 10;
const everyMs = 100;
/** Besides, somebody comes, asks once, and goes: a browser, or a tool at the command line. */
const visitEveryMs = 500;

/** Uses nginx on port 80 and Redis on port 6379 as programs that are in order do. */
export class Load {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: kept });
  private readonly pool = Array.from({ length: kept }, () => openRedis());
  private readonly timers: NodeJS.Timeout[];
  private answers = 0;
  private failures = 0;

  constructor() {
    this.timers = [
      setInterval(() => this.useKept(), everyMs),
      setInterval(() => {
        this.fetch(undefined);
        this.visitRedis();
      }, visitEveryMs),
    ];
    this.pool.forEach(socket => this.count(socket));
  }

  stop(): { answers: number; failures: number } {
    this.timers.forEach(clearInterval);
    this.agent.destroy();
    this.pool.forEach(socket => socket.end());
    return { answers: this.answers, failures: this.failures };
  }

  private useKept(): void {
    for (const socket of this.pool) {
      socket.write('SET socketscope quiet\r\nGET socketscope\r\n');
      this.fetch(this.agent);
    }
  }

  private fetch(agent: Agent | undefined): void {
    const request = get({ host, port: 80, agent: agent ?? false }, response => {
      response.resume().on('end', () => (this.answers += 1));
    });
    request.on('error', () => (this.failures += 1));
  }

  private visitRedis(): void {
    const socket = openRedis();
    this.count(socket);
    socket.once('data', () => socket.end('QUIT\r\n'));
    socket.write('PING\r\n');
  }

  private count(socket: Socket): void {
    socket.on('data', () => (this.answers += 1));
    socket.on('error', () => (this.failures += 1));
  }
}

function openRedis(): Socket {
  return connect({ host, port: 6379, noDelay: true });
}
