import { readFileSync, writeFileSync } from 'node:fs';
import { Child } from '../child';
import type { MakerFunctions } from './maker';
import { socketsWithin } from './mix';

/** Processes that hold sockets: several even where one could hold them all. */
const fewestMakers = 5;

const topUpEveryMs = 5_000;

/** Of the network namespace that the benchmark has to itself. */
const namespaceSettings = [
  ['ip_local_port_range', '10000 65535'],
  // A new connection would take the place of an old TIME-WAIT on loopback.
  ['tcp_tw_reuse', '0'],
] as const;

/** The sockets that are there to be read, held by processes of their own. */
export class Population {
  private readonly makers: Child<MakerFunctions>[];

  constructor(mostSockets: number) {
    for (const [name, value] of namespaceSettings) {
      writeFileSync(`/proc/sys/net/ipv4/${name}`, value);
    }
    const each = socketsWithin(mostOpenFiles());
    if (each < 1) {
      throw new Error('A process may open too few files here: raise `ulimit -n`.');
    }
    const count = Math.max(fewestMakers, Math.ceil(mostSockets / each));
    this.makers = Array.from(
      { length: count },
      (_, index) => new Child<MakerFunctions>('maker.js', [String(index + 1)]),
    );
  }

  get processes(): number {
    return this.makers.length;
  }

  async grow(sockets: number): Promise<void> {
    await this.all(maker => maker.call.grow(sockets / this.makers.length));
  }

  /** Has to be called between measurements: the kernel drops TIME-WAIT sockets after a minute. */
  async topUp(): Promise<void> {
    await this.all(maker => maker.call.topUp());
  }

  /** Tops up again and again while something else is measured. */
  async keepUpDuring<Result>(measure: () => Promise<Result>): Promise<Result> {
    let topping = Promise.resolve();
    const timer = setInterval(() => {
      topping = topping.then(() => this.topUp());
    }, topUpEveryMs);
    try {
      return await measure();
    } finally {
      clearInterval(timer);
      await topping;
    }
  }

  async churn(connectionsPerSecond: number): Promise<void> {
    await this.all(maker => maker.call.churn(connectionsPerSecond / this.makers.length));
  }

  async stop(): Promise<void> {
    await this.all(maker => maker.stop());
  }

  private async all(act: (maker: Child<MakerFunctions>) => Promise<void>): Promise<void> {
    await Promise.all(this.makers.map(act));
  }
}

/** The hard limit: Node raises its soft limit to it at its start. Reads `Max open files            20000                20000                files`. */
function mostOpenFiles(): number {
  const hard = /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1];
  return hard === 'unlimited' ? Infinity : Number(hard);
}
