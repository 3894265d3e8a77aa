import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** Listens with a backlog of two and then blocks its only thread, so that it accepts nothing. */
const program = `
  const server = require('node:net').createServer();
  server.listen({ host: '127.0.0.1', port: 0, backlog: 2 }, () => {
    process.send(server.address().port, () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
  });
`;

/** A server in a process of its own that never calls accept(), and clients that wait for it. */
export class DeafServer {
  private readonly clients: Socket[] = [];

  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(): Promise<DeafServer> {
    const child = spawn(process.execPath, ['-e', program], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    const [port] = (await once(child, 'message')) as [number];
    return new DeafServer(child, port);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Some of them are turned away: their SYN finds the queue full. */
  connect(clients: number): void {
    for (let index = 0; index < clients; index++) {
      const client = connect(this.port, '127.0.0.1');
      client.on('error', () => undefined);
      this.clients.push(client);
    }
  }

  stop(): void {
    this.clients.forEach(client => client.destroy());
    this.child.kill('SIGKILL');
  }
}
