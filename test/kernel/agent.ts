// A process that opens sockets and reads them back at a test's word, in a network namespace of its own (see
// namespace.ts). Run by hand (`unshare -n node test-results/kernel/agent.js`) it holds sockets in every state until its
// input ends.
import { createBirpc } from 'birpc';
import koffi from 'koffi';
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import type { Collector, Source } from '../../src/collect/collector';
import { openPlatform } from '../../src/collect/platform';
import type { BindTrial } from '../../src/core/checks/port/bindTrial';
import type { PortReport } from '../../src/core/checks/port/portReport';
import { Tracker } from '../../src/core/history/tracker';
import { Families } from '../../src/core/programs/families';
import type { Problem } from '../../src/core/sockets/problem';
import type { SocketDetails } from '../../src/core/sockets/socketDetails';
import { identityText } from '../../src/core/sockets/identity';
import type { SocketTable } from '../../src/core/sockets/socketTable';
import type { NoProcess, SocketProcess } from '../../src/core/sockets/socketRow';
import type { NamespaceInfo } from '../../src/core/system/namespaceInfo';
import { noProcessTree } from '../../src/core/system/processTree';
import type { SystemFacts } from '../../src/core/system/systemFacts';
import type { Finding } from '../../src/core/checks/finding';
import { Checking, type CheckingOptions } from './checks/checking';
import { plainRows, type PlainRow } from './plainRow';
import { endPrograms, programFunctions } from './programs';
import { openAllStates } from '../../src/lab/everyState';
import { Lab } from '../../src/lab/lab';
import { Browser } from '../../src/monitor/browser';
import { PortInspector } from '../../src/monitor/portInspector';
import { Reader } from '../../src/monitor/reader';
import { Churn } from './sockets/churn';
import { Load } from './sockets/load';
import * as posix from '../../src/lab/posix';
import * as socketOptions from '../../src/lab/socketOptions';
import { scanInAllWays, scanWithoutThread } from './sockets/scans';
import { refuseNetlink } from './sockets/seccomp';
import { attach, detach } from './sockets/tracer';

const prSetDumpable = 4;

const platform = openPlatform('linux')!;
const collectors = new Map<Source, Collector>();
const lab = new Lab();
const reader = new Reader(platform, platform, 'auto', true);
const tracker = new Tracker();
const ports = new PortInspector(platform, new Browser(platform.processes, new Families(noProcessTree)));
let churn: Churn | undefined;
let load: Load | undefined;
let checking: Checking | undefined;
let last: { collector: Collector; table: SocketTable } | undefined;

const functions = {
  ...posix,
  ...socketOptions,
  ...programFunctions,
  openAllStates,
  refuseNetlink,
  scanInAllWays,
  scanWithoutThread,
  attach,
  detach,
  namespace: () => platform.namespace,

  runScenario: (...args: Parameters<Lab['runScenario']>) => lab.runScenario(...args),
  stepScenario: () => lab.stepScenario(),
  stopScenario: () => lab.stopScenario(),
  openExhibit: (...args: Parameters<Lab['openExhibit']>) => lab.openExhibit(...args),
  endLab: () => lab.end(),

  /** What the platform chooses when asked for its best. */
  choose(): { source: Source; problems: readonly Problem[] } {
    const { collector, problems } = platform.openCollector('auto');
    collector.close();
    return { source: collector.source, problems };
  },

  read(source: Source): { rows: PlainRow[]; problems: readonly Problem[] } {
    const { table, problems } = readTable(source);
    return { rows: plainRows(table), problems };
  },

  /** Reads many times; says how many rows repeated an identity or a connection's tuple, and how much there was. */
  readRepeatedly(source: Source, times: number) {
    const total = { rows: 0, repeatedIds: 0, repeatedTuples: 0, problems: 0 };
    for (let time = 0; time < times; time++) {
      const { table, problems } = readTable(source);
      const rows = plainRows(table);
      total.problems += problems.length;
      const connections = rows.filter(row => row.remotePort !== 0);
      total.rows += rows.length;
      total.repeatedIds += rows.length - new Set(rows.map(row => row.id)).size;
      total.repeatedTuples += connections.length - new Set(connections.map(row => `${row.local} ${row.remote}`)).size;
    }
    return total;
  },

  /** Details of a row of the last reading. */
  details(id: string): SocketDetails | undefined {
    const { collector, table } = last!;
    return collector.details?.(table, rowOf(table, id));
  },

  /** Brings the processes of the last reading up to date. */
  resolve(budgetMs: number): readonly Problem[] {
    return platform.processes.update(last!.table, budgetMs);
  },
  ownersOf: (inode: number): SocketProcess[] =>
    platform.processes.ownersOf(inode).map(({ pid, name, command }) => ({ pid, name, ...(command && { command }) })),
  whyNone: (inode: number): NoProcess => platform.processes.whyNone(inode),

  /** Begins the checks anew, with something other than their defaults. */
  startChecks(options: CheckingOptions): void {
    checking = new Checking(platform, options);
  },
  changeLimits: (sysctls: Readonly<Record<string, number>>): void => checking!.changeLimits(sysctls),
  /** Reads, and runs all checks as if that were so much later. */
  check: (laterMs: number): readonly Finding[] => (checking ??= new Checking(platform, {})).findings(laterMs),

  inspectPort: (port: number, address?: string): PortReport => ports.inspect(reader.read(tracker, true), port, address),
  tryBind: (port: number, addresses: readonly string[]): readonly BindTrial[] => ports.tryBind(port, addresses),

  system: (id?: number): SystemFacts => (id === undefined ? platform : platform.namespaces!.open(id)).readSystem(),
  namespaces: (): readonly NamespaceInfo[] => platform.namespaces!.list(),
  setSysctl(name: string, value: string): void {
    writeFileSync(`/proc/sys/${name}`, value);
  },

  /** Opens and closes connections until told to stop. */
  startChurn(): void {
    churn ??= new Churn();
  },
  /** How many connections there were. */
  stopChurn(): number {
    const count = churn!.stop();
    churn = undefined;
    return count;
  },

  openSockets(count: number): void {
    for (let opened = 0; opened < count; opened++) {
      posix.open({ host: '127.0.0.1', port: 0 });
    }
  },
  /** How many files this process holds; the one that counts them is not one of them. */
  openFiles: (): number => readdirSync('/proc/self/fd').length - 1,

  /** Uses nginx and Redis until told to stop. */
  startLoad(): void {
    load ??= new Load();
  },
  stopLoad() {
    const total = load!.stop();
    load = undefined;
    return total;
  },

  ss(args: readonly string[]): string {
    const { stdout, error } = spawnSync('ss', args, { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (error !== undefined) {
      throw error;
    }
    return stdout;
  },

  /**
   * Gives up all privileges. The files that are needed have been loaded by now, so nobody need be allowed to read them.
   */
  become(uid: number): void {
    process.setgroups!([]);
    process.setgid!(uid);
    process.setuid!(uid);
    // A change of user hides /proc/<pid> from others of that user, see prctl(2) on PR_SET_DUMPABLE.
    koffi.load(null).func('int prctl(int, uintptr_t)')(prSetDumpable, 1);
  },
};

export type AgentFunctions = typeof functions;

function readTable(source: Source): { table: SocketTable; problems: readonly Problem[] } {
  let collector = collectors.get(source);
  if (collector === undefined) {
    collector = platform.openCollector(source).collector;
    collectors.set(source, collector);
  }
  const reading = collector.read();
  last = { collector, table: reading.table };
  return reading;
}

function rowOf(table: SocketTable, id: string): number {
  for (let row = 0; row < table.length; row++) {
    if (identityText(table, row) === id) {
      return row;
    }
  }
  throw new Error(`no row ${id} in the last reading`);
}

if (process.send === undefined) {
  process.stdout.write(`${JSON.stringify(openAllStates(), undefined, 2)}\n`);
  process.stdin.resume();
} else {
  createBirpc<object, object>(functions, {
    // The callback takes the error when the test has gone meanwhile.
    post: message => process.send?.(message, undefined, undefined, () => undefined),
    on: listener => process.on('message', listener),
    bind: 'functions',
  });
  process.on('disconnect', () => {
    endPrograms();
    process.exit(0);
  });
}
