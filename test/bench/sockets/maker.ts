// A child process of the benchmark: holds real sockets on loopback, and ends with its parent.
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { serve } from '../childEnd';
import { mixOf } from './mix';

export interface MakerFunctions {
  /** Adds sockets until there are so many of the usual mix. */
  grow(sockets: number): Promise<void>;
  /** Replaces TIME-WAIT sockets that the kernel has dropped or will drop soon. */
  topUp(): Promise<void>;
  /** Opens and resets so many connections a second from now on; 0 ends it. */
  churn(connectionsPerSecond: number): void;
}

/** Connections that are opened at once; fewer than a listener's backlog holds. */
const batch = 200;
/** Linux keeps TIME-WAIT for 60 s; what is older than this will go before the next round of measurements is over. */
const soonGoneMs = 50_000;
/** One listener of so many is on ::1. */
const inet6Every = 8;
const churnTickMs = 100;
/** How long a connection of the churn lives, in ticks. */
const churnLifeTicks = 10;

/** Its own address of 127/8, so that makers do not share ephemeral ports. */
const address = `127.0.1.${process.argv[2] ?? '1'}`;

interface Listener {
  server: Server;
  host: string;
  port: number;
}

class Maker implements MakerFunctions {
  private readonly listeners: Listener[] = [];
  private readonly timeWaits: { madeAt: number; count: number }[] = [];
  /** What the churn opened, a tick each, oldest first. */
  private readonly generations: Socket[][] = [];
  private churning: NodeJS.Timeout | undefined;
  private closing: Listener | undefined;
  private established = 0;
  private halfClosed = 0;
  private timeWait = 0;
  private nextListener = 0;
  private connected = 0;
  private accepted = 0;

  async grow(sockets: number): Promise<void> {
    const mix = mixOf(sockets);
    this.closing ??= await this.listen(address, socket => socket.on('end', () => socket.end()).resume());
    while (this.listeners.length < mix.listening - 1) {
      const host = this.listeners.length % inet6Every === inet6Every - 1 ? '::1' : address;
      this.listeners.push(await this.listen(host, socket => socket.pause()));
    }
    await inBatches(mix.established - this.established, count => this.open(count));
    await inBatches(mix.halfClosed - this.halfClosed, async count => {
      for (const client of await this.open(count)) {
        client.end();
      }
    });
    Object.assign(this, { established: mix.established, halfClosed: mix.halfClosed, timeWait: mix.timeWait });
    await this.topUp();
  }

  async topUp(): Promise<void> {
    const goodFrom = Date.now() - soonGoneMs;
    const good = this.timeWaits.filter(({ madeAt }) => madeAt >= goodFrom);
    const missing = this.timeWait - good.reduce((sum, { count }) => sum + count, 0);
    await inBatches(missing, count => this.leaveInTimeWait(count));
    this.timeWaits.splice(0, Infinity, ...good, { madeAt: Date.now(), count: Math.max(0, missing) });
  }

  churn(connectionsPerSecond: number): void {
    clearInterval(this.churning);
    const eachTick = Math.round((connectionsPerSecond * churnTickMs) / 1_000);
    if (eachTick > 0) {
      this.churning = setInterval(() => this.replace(eachTick), churnTickMs);
    }
  }

  /** A reset leaves no TIME-WAIT behind: the number of sockets stays what it is. */
  private replace(connections: number): void {
    void this.open(connections).then(clients => this.generations.push(clients));
    if (this.generations.length > churnLifeTicks) {
      this.generations.shift()!.forEach(client => client.resetAndDestroy());
    }
  }

  private async listen(host: string, serveClient: (socket: Socket) => void): Promise<Listener> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, socket => {
      this.accepted += 1;
      socket.on('error', () => socket.destroy());
      serveClient(socket);
    });
    server.listen({ host, port: 0, backlog: 4_096 });
    await once(server, 'listening');
    return { server, host, port: (server.address() as AddressInfo).port };
  }

  /** Connections whose server neither reads nor ends. */
  private async open(count: number): Promise<Socket[]> {
    const clients = await Promise.all(
      Array.from({ length: count }, () => this.connectTo(this.listeners[this.nextListener++ % this.listeners.length]!)),
    );
    await this.allAccepted();
    return clients;
  }

  /** The end that closes first is the one that stays in TIME-WAIT. */
  private async leaveInTimeWait(count: number): Promise<void> {
    const clients = await Promise.all(Array.from({ length: count }, () => this.connectTo(this.closing!)));
    await Promise.all(clients.map(client => once(client.resume().end(), 'close')));
  }

  private async connectTo({ host, port }: Listener): Promise<Socket> {
    const client = connect({ host, port, allowHalfOpen: true });
    await once(client, 'connect');
    client.on('error', () => client.destroy());
    this.connected += 1;
    return client;
  }

  private async allAccepted(): Promise<void> {
    while (this.accepted < this.connected) {
      await new Promise(resolve => setImmediate(resolve));
    }
  }
}

async function inBatches(total: number, make: (count: number) => Promise<unknown>): Promise<void> {
  for (let made = 0; made < total; made += batch) {
    await make(Math.min(batch, total - made));
  }
}

serve(new Maker());
