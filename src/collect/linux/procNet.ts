import { closeSync, openSync, readSync } from 'node:fs';
import { dropDuplicates, setTupleIdentity } from '../../core/sockets/identity';
import { SocketTable } from '../../core/sockets/socketTable';
import { CollectorError, type Collector, type Reading } from '../collector';
import { errorCode } from './procFiles';
import { parseProcNet } from './procNetParse';

/** Each read() gives a page at most, whatever is asked for (fs/seq_file.c); this much is parsed at a time. */
const bufferBytes = 65_536;

/**
 * Reads /proc/net/tcp and tcp6, for where netlink or the native binary is not to be had. Less is known than through
 * sock_diag: no cookies, no backlog limits, no dual-stack flag, and no sockets that are bound and do not listen.
 */
export class ProcNetCollector implements Collector {
  readonly source = 'proc';
  readonly showsBoundSockets = false;
  private readonly buffer = new Uint8Array(bufferBytes);
  private expectedRows = 1_024;

  /**
   * @param namespace a number of the network namespace, a part of each row's identity
   * @param directory where tcp and tcp6 are, asked before each reading
   */
  constructor(
    private readonly namespace: number,
    private readonly directory: () => string = () => '/proc/net',
  ) {}

  read(): Reading {
    const table = new SocketTable(Date.now(), false, false, this.expectedRows);
    const directory = this.directory();
    const found = ['tcp', 'tcp6'].filter(name => this.append(`${directory}/${name}`, table));
    if (found.length === 0) {
      throw new CollectorError('no-source', `${directory}/tcp: ENOENT`);
    }
    for (let row = 0; row < table.length; row++) {
      setTupleIdentity(table, row, this.namespace);
    }
    dropDuplicates(table);
    this.expectedRows = table.length;
    return { table, problems: [] };
  }

  close(): void {
    // Nothing stays open between readings.
  }

  /**
   * Appends a file's rows; false where there is no such file (a kernel without IPv6).
   * @throws CollectorError 'no-source' when the file is there and cannot be read: half a reading would look like a
   *   whole one
   */
  private append(path: string, table: SocketTable): boolean {
    let fd;
    try {
      fd = openSync(path, 'r');
      this.parseAll(fd, table);
      return true;
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT') {
        return false;
      }
      throw new CollectorError('no-source', `${path}: ${code}`);
    } finally {
      if (fd !== undefined) {
        closeSync(fd);
      }
    }
  }

  private parseAll(fd: number, table: SocketTable): void {
    const { buffer } = this;
    let filled = 0;
    let count;
    do {
      count = readSync(fd, buffer, filled, buffer.length - filled, null);
      filled += count;
      const parsed = parseProcNet(buffer, filled, table);
      // A line that fills the whole buffer is no line of this file: given up, or it would stop the reading here.
      const kept = filled - parsed === buffer.length ? 0 : filled - parsed;
      buffer.copyWithin(0, parsed, parsed + kept);
      filled = kept;
    } while (count > 0);
  }
}
