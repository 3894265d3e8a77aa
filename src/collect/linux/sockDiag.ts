import { release } from 'node:os';
import { constants } from 'node:os';
import { dropDuplicates } from '../../core/sockets/identity';
import type { SocketDetails } from '../../core/sockets/socketDetails';
import { SocketTable } from '../../core/sockets/socketTable';
import { stateOf } from '../../core/tcp/states';
import { CollectorError, type Collector, type Reading } from '../collector';
import { BoundSockets } from './boundSockets';
import { nameInterfaces } from './interfaceNames';
import { errnoName } from './libc';
import { NetlinkError, type NetlinkSocket } from './netlink';
import { decodeDump } from './sockDiagDecode';
import { afInet, afInet6, dumpOfBothFamilies, dumpOfFamily, everyState, lookupOf } from './sockDiagRequest';
import { decodeLookup, type LookupAnswer } from './sockDiagLookup';

const boundCode = stateOf('BOUND').code;
const listenCode = stateOf('LISTEN').code;

/** SO_RCVBUF at first; doubled each time that the kernel had no room. */
const firstReceiveBufferBytes = 1 << 20;
/** A reading that failed for want of room, or that is inconsistent, is made this often in all. */
const maximumAttempts = 4;
/** Ends an answer that never ends; at some 250 sockets a datagram, no machine has as many. */
const maximumDatagrams = 100_000;

const { EAGAIN, EBUSY, EINVAL, ENOBUFS, ENOENT, EOPNOTSUPP, EOVERFLOW, ESTALE } = constants.errno;
/** The kernel does not know TCPDIAG_GETSOCK, or has no inet_diag for it. */
const notOffered: ReadonlySet<number> = new Set([EINVAL, ENOENT, EOPNOTSUPP]);
/** No room, a dump of ours still under way, no answer in time: worth another attempt. */
const passing: ReadonlySet<number> = new Set([ENOBUFS, EBUSY, EAGAIN]);
/** The socket was closed, or its tuple belongs to another one by now. */
const gone: ReadonlySet<number> = new Set([ENOENT, ESTALE]);

/** Reads all TCP sockets of the network namespace through netlink, see sock_diag(7). Works without privileges. */
export class SockDiagCollector implements Collector {
  readonly source = 'sock_diag';
  readonly showsBoundSockets = knowsBoundState(release());
  private socket: NetlinkSocket | undefined;
  private receiveBufferBytes = firstReceiveBufferBytes;
  private sequence = 0;
  private familyByFamily = false;
  private readonly boundSockets = new BoundSockets();
  /** Rows of the last reading: the next table is made that large at once. */
  private expectedRows = 1_024;

  /**
   * @param open makes a netlink socket with the given SO_RCVBUF; called again after a failure
   * @param nowMs a clock that never goes back
   * @param directory where the files of the namespace are that netlink does not tell
   */
  constructor(
    private readonly open: (receiveBufferBytes: number) => NetlinkSocket,
    private readonly nowMs: () => number = () => performance.now(),
    private readonly directory: () => string = () => '/proc/net',
  ) {}

  read(afresh = false): Reading {
    const nowMs = this.nowMs();
    if (!afresh && !this.boundSockets.isDue(this.expectedRows, nowMs)) {
      return this.readStates(everyState & ~(1 << boundCode), table => this.boundSockets.repeatIn(table));
    }
    const reading = this.readStates(everyState);
    this.boundSockets.keep(reading.table, nowMs);
    return reading;
  }

  /** Listening sockets only, which the kernel finds at once however many others there are. */
  readListeners(): Reading {
    return this.readStates(1 << listenCode);
  }

  details(table: SocketTable, row: number): SocketDetails | undefined {
    if (table.state[row] === boundCode) {
      // The kernel looks sockets up among connections and listeners only, and there is nothing to tell.
      return {};
    }
    let answer: LookupAnswer | undefined;
    try {
      this.exchange(
        sequence => lookupOf(table, row, sequence),
        (buffer, length, sequence) => {
          answer = decodeLookup(buffer, length, sequence);
          return answer !== undefined;
        },
      );
    } catch (error) {
      throw this.reset(error);
    }
    if (answer?.errno !== undefined && !gone.has(answer.errno)) {
      throw new CollectorError('no-sock-diag', errnoName(answer.errno));
    }
    return answer?.details;
  }

  close(): void {
    this.socket?.close();
    this.socket = undefined;
  }

  /** @param begin fills a table with what is known before anything is read */
  private readStates(states: number, begin: (table: SocketTable) => void = () => undefined): Reading {
    for (let attempt = 1; ; attempt++) {
      try {
        const { table, inconsistent } = this.readOnce(states, begin);
        if (!inconsistent || attempt === maximumAttempts) {
          this.expectedRows = table.length;
          return { table, problems: inconsistent ? [{ code: 'inconsistent-reading' }] : [] };
        }
      } catch (error) {
        this.recover(error, attempt);
      }
    }
  }

  private readOnce(states: number, begin: (table: SocketTable) => void): { table: SocketTable; inconsistent: boolean } {
    const table = new SocketTable(Date.now(), true, true, this.expectedRows);
    begin(table);
    const requests = this.familyByFamily
      ? [afInet, afInet6].map(family => (sequence: number) => dumpOfFamily(family, sequence, states))
      : [(sequence: number) => dumpOfBothFamilies(sequence, states)];
    let inconsistent = false;
    for (const requestOf of requests) {
      this.exchange(requestOf, (buffer, length, sequence) => {
        const progress = decodeDump(buffer, length, sequence, table);
        inconsistent ||= progress.inconsistent;
        if (progress.errno !== 0) {
          throw new NetlinkError('answer', progress.errno);
        }
        return progress.done;
      });
    }
    dropDuplicates(table);
    nameInterfaces(table, this.directory());
    return { table, inconsistent };
  }

  /** Sends a request and hands each datagram that comes back to `take`, until that says that the answer is complete. */
  private exchange(
    requestOf: (sequence: number) => ArrayBuffer,
    take: (buffer: ArrayBuffer, length: number, sequence: number) => boolean,
  ): void {
    const socket = (this.socket ??= this.open(this.receiveBufferBytes));
    this.sequence = (this.sequence + 1) >>> 0;
    socket.send(requestOf(this.sequence));
    for (let datagram = 0; datagram < maximumDatagrams; datagram++) {
      const length = socket.receive();
      if (take(socket.buffer, length, this.sequence)) {
        return;
      }
    }
    throw new NetlinkError('answer', EOVERFLOW);
  }

  /** After a failed attempt: prepares another one, or throws where there is no hope. */
  private recover(error: unknown, attempt: number): void {
    const failure = this.reset(error);
    if (!(error instanceof NetlinkError) || attempt === maximumAttempts) {
      throw failure;
    }
    if (passing.has(error.errno)) {
      this.receiveBufferBytes *= 2;
    } else if (error.call === 'answer' && notOffered.has(error.errno) && !this.familyByFamily) {
      this.familyByFamily = true;
    } else {
      throw failure;
    }
  }

  /**
   * Gives up the socket, on which half an answer may still be under way, and says what the failure means to the caller.
   */
  private reset(error: unknown): unknown {
    this.close();
    return error instanceof NetlinkError ? new CollectorError('no-sock-diag', errnoName(error.errno)) : error;
  }
}

/** Linux has TCP_BOUND_INACTIVE since 6.8. @param version as uname(2) gives it: 6.18.44-generic */
export function knowsBoundState(version: string): boolean {
  const [major = 0, minor = 0] = version.split(/[.-]/).map(Number);
  return major > 6 || (major === 6 && minor >= 8);
}
