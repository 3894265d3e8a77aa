import { SocketTable } from '../../../src/core/sockets/socketTable';
import { timerCode } from '../../../src/core/sockets/socketTable';
import { stateOf } from '../../../src/core/tcp/states';

const established = stateOf('ESTABLISHED').code;
const timeWait = stateOf('TIME-WAIT').code;
const timeWaitMs = 60_000;
const inet4 = 0xffff;

/** A machine with so many sockets of which so many connections a second are replaced, without any real one. */
export class SimulatedMachine {
  private table: SocketTable;
  private nextCookie = 1;
  private nextPort = 0;
  /** The row that is replaced next: they go round. */
  private next = 0;
  private ending: { row: number; at: number }[] = [];
  private free: number[] = [];

  /** Both ends of a connection are here: two sockets come, one goes at once and the other after TIME-WAIT. */
  constructor(
    sockets: number,
    private readonly connectionsPerSecond: number,
    private now: number,
  ) {
    const waiting = Math.min(sockets / 2, (connectionsPerSecond * timeWaitMs) / 1_000);
    this.table = new SocketTable(now, true, true, sockets);
    for (let row = 0; row < sockets; row++) {
      this.table.addRow();
      this.connect(row);
      if (row < waiting) {
        this.close(row, now + (row / waiting) * timeWaitMs);
      }
    }
    this.ending.sort((a, b) => a.at - b.at);
    this.next = Math.ceil(waiting);
  }

  /** The next reading, a second later. The busy half of the connections has other queues in each. */
  read(): SocketTable {
    this.now += 1_000;
    while (this.ending[0] !== undefined && this.ending[0].at <= this.now) {
      this.free.push(this.ending.shift()!.row);
    }
    for (let ended = 0; ended < this.connectionsPerSecond; ended++) {
      this.close(this.nextOpen(), this.now + timeWaitMs);
      this.connect(this.nextOpen());
      this.connect(this.free.pop() ?? this.nextOpen());
    }
    const reading = new SocketTable(this.now, true, true, this.table.length);
    for (let row = 0; row < this.table.length; row++) {
      reading.copyRow(this.table, row, reading.addRow());
      if (row % 20 === 0 && this.table.state[row] === established) {
        reading.sendQueue[row] = (this.now / 1_000 + row) % 40 < 20 ? 0 : 2_000;
        reading.timer[row] = reading.sendQueue[row] === 0 ? timerCode.off : timerCode.retransmit;
      }
    }
    return reading;
  }

  private nextOpen(): number {
    do {
      this.next = (this.next + 1) % this.table.length;
    } while (this.table.state[this.next] !== established);
    return this.next;
  }

  private connect(row: number): void {
    const { table } = this;
    const cookie = this.nextCookie++;
    const port = this.nextPort++;
    table.state[row] = established;
    table.timer[row] = timerCode.off;
    table.expiresMs[row] = 0;
    table.identityLow[row] = cookie >>> 0;
    table.identityHigh[row] = 1;
    table.localPort[row] = 3_000;
    table.remotePort[row] = 10_000 + (port % 50_000);
    table.localAddress.set([0, 0, inet4, 0x7f000001], row * 4);
    table.remoteAddress.set([0, 0, inet4, 0x0a000000 + Math.floor(port / 50)], row * 4);
    table.inode[row] = cookie;
    table.uid[row] = 1_000;
  }

  private close(row: number, endsAt: number): void {
    const { table } = this;
    table.state[row] = timeWait;
    table.timer[row] = timerCode.timeWait;
    table.expiresMs[row] = timeWaitMs;
    table.inode[row] = 0;
    table.uid[row] = 0;
    this.ending.push({ row, at: endsAt });
  }
}
