import { Child } from '../child';
import type { ForkedMonitor } from '../forkedMonitor';
import type { LibraryFunctions } from './library';
import type { OurFunctions } from './ours';
import { lsof, netstat, ss, ssProcesses, type Program } from './program';
import type { Run, Subject, SubjectId } from './run';

const ourBundle = 'ours.js';

/** Everything that is measured side by side. Each of our subjects has a process of its own, so that none warms another. */
export class Subjects {
  private readonly children: Child<object>[] = [];

  constructor(private readonly monitor: ForkedMonitor) {}

  open(ids: readonly SubjectId[]): Subject[] {
    return ids.flatMap(id => this.make(id) ?? []);
  }

  async stop(): Promise<void> {
    await Promise.all(this.children.map(child => child.stop()));
  }

  /** Undefined for a program that this machine does not have. */
  private make(id: SubjectId): Subject | undefined {
    switch (id) {
      case 'sockDiag': {
        const { call } = this.fork<OurFunctions>(ourBundle);
        return { id, title: 'Socketscope, sock_diag', lives: true, run: () => call.read('sock_diag') };
      }
      case 'proc': {
        const { call } = this.fork<OurFunctions>(ourBundle);
        return { id, title: 'Socketscope, /proc/net/tcp', lives: true, run: () => call.read('proc') };
      }
      case 'newReader':
        return {
          id,
          title: 'Socketscope, first reading of a new process, from fork to answer',
          slow: true,
          run: () => inNewProcess(call => call.read('sock_diag')),
        };
      case 'pass': {
        const { call } = this.fork<OurFunctions>(ourBundle);
        return { id, title: 'Socketscope, whole pass', lives: true, run: () => call.pass() };
      }
      case 'forkedMonitor':
        return {
          id,
          title: 'Socketscope, whole pass, asked of dist/monitor.js',
          lives: true,
          run: () => this.monitor.pass(),
        };
      case 'freshFinder': {
        const { call } = this.fork<OurFunctions>(ourBundle);
        return { id, title: 'Socketscope, nothing known yet', lives: true, run: () => call.findProcesses('fresh') };
      }
      case 'keptFinder': {
        const { call } = this.fork<OurFunctions>(ourBundle);
        return {
          id,
          title: 'Socketscope, known from the reading before',
          lives: true,
          run: () => call.findProcesses('kept'),
        };
      }
      case 'newFinder':
        return {
          id,
          title: 'Socketscope, a new process, from fork to answer',
          slow: true,
          run: () => inNewProcess(call => call.findProcesses('fresh')),
        };
      case 'systeminformation': {
        const { call } = this.fork<LibraryFunctions>('library.js');
        return { id, title: 'systeminformation, networkConnections()', slow: true, run: () => call.read() };
      }
      case 'ss':
        return ofProgram(id, ss);
      case 'ssUnread':
        return ofProgram(id, ss, { unread: true });
      case 'netstat':
        return ofProgram(id, netstat);
      case 'lsof':
        return ofProgram(id, lsof, { slow: true });
      case 'ssProcesses':
        return ofProgram(id, ssProcesses, { slow: true });
      case 'ssProcessesUnread':
        return ofProgram(id, ssProcesses, { slow: true, unread: true });
    }
  }

  private fork<Functions extends object>(bundle: string): Child<Functions> {
    const child = new Child<Functions>(bundle);
    this.children.push(child);
    return child;
  }
}

function ofProgram(id: SubjectId, program: Program, { slow = false, unread = false } = {}): Subject | undefined {
  if (!program.isInstalled) {
    return undefined;
  }
  return unread
    ? { id, title: `${program.title} > /dev/null`, slow, run: () => program.timeUnread() }
    : { id, title: program.title, slow, run: () => program.time() };
}

async function inNewProcess(measure: (call: Child<OurFunctions>['call']) => Promise<Run>): Promise<Run> {
  const began = performance.now();
  const child = new Child<OurFunctions>(ourBundle);
  try {
    const { sockets } = await measure(child.call);
    return { ms: performance.now() - began, ...(sockets !== undefined && { sockets }) };
  } finally {
    await child.stop();
  }
}
