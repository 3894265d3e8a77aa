import type { SocketDetails } from '../../core/sockets/socketDetails';
import type { SocketTable } from '../../core/sockets/socketTable';
import type { SystemFacts } from '../../core/system/systemFacts';
import { CollectorError, type Collector, type Network, type Reading, type Source } from '../collector';
import { insideNamespace } from './enterNamespace';
import { parseLocalhostFamilies } from './hostsFile';
import { listPids } from './processFiles';
import { namespaceOf } from './namespaces';
import { openNetlink } from './netlink';
import { readProcFile } from './procFiles';
import { ProcNetCollector } from './procNet';
import { SockDiagCollector } from './sockDiag';
import { readNetworkFiles, readSettings } from './system';

/**
 * Another network namespace than the reader's, reached through a process that is in it. With CAP_SYS_ADMIN it is entered
 * for a moment, to open a netlink socket there; without, the process's files in /proc are read.
 */
export class OtherNamespace implements Network {
  private pid: number | undefined;

  /** @param id see namespaceOf */
  constructor(private readonly id: number) {}

  openCollector(preferred: 'auto' | Source): ReturnType<Network['openCollector']> {
    const proc = new ProcNetCollector(this.id, () => this.directory);
    if (preferred === 'proc') {
      return { collector: proc, problems: [] };
    }
    const collector = new VisitingCollector(this);
    try {
      collector.readListeners();
      return { collector, problems: [] };
    } catch (error) {
      if (!(error instanceof CollectorError) || error.code === 'namespace-ended') {
        throw error;
      }
      return { collector: proc, problems: [error.problem] };
    }
  }

  /** Settings can be read from inside only. */
  readSystem(): SystemFacts {
    const files = readNetworkFiles(this.directory);
    const hosts = readProcFile(`/proc/${this.member}/root/etc/hosts`);
    const facts = { ...files, ...(hosts !== undefined && { localhostFamilies: parseLocalhostFamilies(hosts) }) };
    try {
      return { ...facts, ...this.inside(readSettings) };
    } catch (error) {
      if (!(error instanceof CollectorError) || error.code === 'namespace-ended') {
        throw error;
      }
      return { ...facts, sysctls: {} };
    }
  }

  /** @throws CollectorError also when it has ended */
  inside<Result>(act: () => Result): Result {
    const pid = this.member;
    return insideNamespace(pid, () => namespaceOf(pid) === this.id, act);
  }

  /** Where its tcp and tcp6 are. */
  get directory(): string {
    return `/proc/${this.member}/net`;
  }

  /**
   * A process that is in it: the same one for as long as it is.
   * @throws CollectorError 'namespace-ended' when there is none left
   */
  private get member(): number {
    if (this.pid === undefined || namespaceOf(this.pid) !== this.id) {
      this.pid = listPids().find(pid => namespaceOf(pid) === this.id);
    }
    if (this.pid === undefined) {
      throw new CollectorError('namespace-ended');
    }
    return this.pid;
  }
}

/**
 * Reads through netlink inside another namespace. The socket is closed after each reading, for it would keep the
 * namespace, its addresses and devices, after the last process has ended.
 */
class VisitingCollector implements Collector {
  readonly source = 'sock_diag';
  readonly showsBoundSockets: boolean;
  private readonly inner: SockDiagCollector;

  constructor(namespace: OtherNamespace) {
    this.inner = new SockDiagCollector(
      receiveBufferBytes => namespace.inside(() => openNetlink(receiveBufferBytes)),
      undefined,
      () => namespace.directory,
    );
    this.showsBoundSockets = this.inner.showsBoundSockets;
  }

  read(afresh?: boolean): Reading {
    return this.visit(() => this.inner.read(afresh));
  }

  readListeners(): Reading {
    return this.visit(() => this.inner.readListeners());
  }

  details(table: SocketTable, row: number): SocketDetails | undefined {
    return this.visit(() => this.inner.details(table, row));
  }

  close(): void {
    this.inner.close();
  }

  private visit<Result>(act: () => Result): Result {
    try {
      return act();
    } finally {
      this.inner.close();
    }
  }
}
