import type { Descriptor } from '../../../src/lab/native';
import { accepted, close, connected, listener, localPort, sendBytes } from '../../../src/lab/posix';

const host = '127.0.0.1';
/** Connections between two turns of the event loop. */
const atOnce = 20;

/** Makes connections as fast as it can, which end in every way: closed by either end first, or reset. */
export class Churn {
  private readonly listening = listener({ host, port: 0 }, 64);
  private readonly port = localPort(this.listening);
  private count = 0;
  private next = setImmediate(() => this.turn());

  stop(): number {
    clearImmediate(this.next);
    close(this.listening);
    return this.count;
  }

  private turn(): void {
    for (let made = 0; made < atOnce; made++) {
      this.connectAndClose();
    }
    this.next = setImmediate(() => this.turn());
  }

  private connectAndClose(): void {
    const client = connected({ host, port: this.port });
    const server = accepted(this.listening);
    if (this.count % 3 === 0) {
      // Closing with unread data resets the connection.
      sendBytes(client, 1);
    }
    const order: readonly Descriptor[] = this.count % 2 === 0 ? [client, server] : [server, client];
    order.forEach(close);
    this.count += 1;
  }
}
