import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A server and its clients on 127.0.0.1, all in this process: both ends of every connection are ours to close. */
export class LocalSockets {
  private readonly clients: Socket[] = [];
  private readonly accepted: Socket[] = [];

  private constructor(
    private readonly server: Server,
    readonly port: number,
  ) {
    server.on('connection', socket => {
      socket.on('error', () => undefined);
      this.accepted.push(socket);
    });
  }

  static async open(connections: number): Promise<LocalSockets> {
    // Half open, and nobody reads: the server's end stays in CLOSE-WAIT when a client closes.
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const sockets = new LocalSockets(server, (server.address() as AddressInfo).port);
    await sockets.connect(connections);
    return sockets;
  }

  async connect(connections: number): Promise<void> {
    for (let index = 0; index < connections; index++) {
      const client = connect({ port: this.port, host: '127.0.0.1', allowHalfOpen: true });
      client.on('error', () => undefined);
      this.clients.push(client);
      await once(client, 'connect');
    }
  }

  /** The client's end goes to FIN-WAIT-2, the server's to CLOSE-WAIT. */
  closeClient(index: number): void {
    this.clients[index]!.end();
  }

  clientPort(index: number): number {
    return this.clients[index]!.localPort!;
  }

  /** Ends with resets, so that nothing stays in TIME-WAIT. */
  close(): void {
    [...this.clients, ...this.accepted].forEach(socket => socket.resetAndDestroy());
    this.server.close();
  }
}
