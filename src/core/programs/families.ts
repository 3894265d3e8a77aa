import type { ProcessNode, ProcessTree } from '../system/processTree';
import type { ProcessRoot, Scope, ScopedProcess } from './scope';

/** A process that belongs to a scope, for as long as it runs: also when its parent ends and it gets another one. */
interface Member {
  readonly startTicks: number;
  /** The pid of the root, or the folder, that it belongs to. */
  readonly because: number | string;
}

/** So many looks a working directory is believed: programs hardly ever change theirs. */
const directoryIsGoodFor = 5;
/** A scope that was not asked for in so many looks is forgotten. */
const scopeIsKeptFor = 1_000;

interface KnownScope {
  members: Map<number, Member>;
  /** When each root that was found had started: another process with its pid is not the root. */
  rootStarts: ReadonlyMap<number, number>;
  pids: ReadonlySet<number>;
  askedAt: number;
  /** What was asked, and when it was last worked out: the same question of the same look has the same answer. */
  question: string;
  answeredAt: number;
}

/**
 * Which processes belong to a scope. Follows the table of processes: each look lists the pids, and reads only those that
 * are new, so that a scope costs next to nothing where processes seldom start.
 */
export class Families {
  private readonly processes = new Map<number, ProcessNode>();
  private readonly directories = new Map<number, { path: string | undefined; readAt: number }>();
  private readonly scopes = new Map<string, KnownScope>();
  private looks = 0;

  constructor(private readonly tree: ProcessTree) {}

  /** Brings the table up to date: once a reading, and when a process is asked for that is not known yet. */
  look(): void {
    this.looks += 1;
    const pids = new Set(this.tree.pids());
    for (const pid of this.processes.keys()) {
      if (!pids.has(pid)) {
        this.processes.delete(pid);
        this.directories.delete(pid);
      }
    }
    for (const pid of pids) {
      if (!this.processes.has(pid)) {
        this.learn(pid);
      }
    }
    for (const [id, { askedAt, members, rootStarts }] of this.scopes) {
      if (askedAt < this.looks - scopeIsKeptFor) {
        this.scopes.delete(id);
      }
      // A pid may be another process's by now.
      new Set([...members.keys(), ...rootStarts.keys()]).forEach(pid => this.learn(pid));
    }
  }

  /** The pids of a scope as of the last look; the same set for as long as it holds the same pids. */
  pidsOf(scope: Scope): ReadonlySet<number> {
    const question = JSON.stringify(scope);
    const known = this.scopes.get(scope.id);
    if (known?.question === question && known.answeredAt === this.looks) {
      return known.pids;
    }
    if (scope.roots?.some(({ pid }) => !this.processes.has(pid)) === true) {
      this.look();
    }
    const rootStarts = this.rootStartsOf(scope, known?.rootStarts);
    const members = this.membersOf(scope, rootStarts, known?.members ?? new Map<number, Member>());
    const pids = known !== undefined && sameKeys(known.pids, members) ? known.pids : new Set(members.keys());
    const { looks } = this;
    this.scopes.set(scope.id, { members, rootStarts, pids, askedAt: looks, question, answeredAt: looks });
    return pids;
  }

  /** The first processes of a set, lowest pid first. */
  named(pids: ReadonlySet<number>, most: number): ScopedProcess[] {
    return [...pids]
      .sort((a, b) => a - b)
      .slice(0, most)
      .flatMap(pid => {
        const process = this.processes.get(pid);
        return process === undefined ? [] : [{ pid, name: process.name }];
      });
  }

  /** Of the roots that are wanted still. What a root is called may be told later, so that is looked at each time. */
  private rootStartsOf({ roots = [] }: Scope, before?: ReadonlyMap<number, number>): Map<number, number> {
    const starts = new Map<number, number>();
    for (const root of roots) {
      const start =
        before?.get(root.pid) ?? (this.isProgram(root) ? this.processes.get(root.pid)!.startTicks : undefined);
      if (start !== undefined) {
        starts.set(root.pid, start);
      }
    }
    return starts;
  }

  private membersOf(
    { roots = [], folders = [] }: Scope,
    rootStarts: ReadonlyMap<number, number>,
    before: ReadonlyMap<number, Member>,
  ): Map<number, Member> {
    const members = new Map<number, Member>();
    const children = this.childrenByParent();
    const add = (pid: number, because: Member['because']): void => {
      const process = this.processes.get(pid);
      if (process !== undefined && !members.has(pid) && !this.isDebuggersOwn(pid)) {
        members.set(pid, { startTicks: process.startTicks, because });
        children.get(pid)?.forEach(child => add(child, because));
      }
    };
    for (const root of roots.filter(one => this.isProgram(one))) {
      if (this.processes.get(root.pid)!.startTicks !== rootStarts.get(root.pid)) {
        continue; // It has ended, and another process has got its pid.
      }
      if (root.childrenOnly === true) {
        children.get(root.pid)?.forEach(child => add(child, root.pid));
      } else {
        add(root.pid, root.pid);
      }
    }
    const wanted = new Set<Member['because']>(roots.map(({ pid }) => pid));
    for (const [pid, { startTicks, because }] of before) {
      if (wanted.has(because) && this.processes.get(pid)?.startTicks === startTicks) {
        add(pid, because);
      }
    }
    if (folders.length > 0) {
      for (const [pid, folder] of this.inFolders(folders)) {
        if (!this.isDebuggersOwn(pid)) {
          members.set(pid, { startTicks: this.processes.get(pid)!.startTicks, because: folder });
        }
      }
    }
    return members;
  }

  private *inFolders(folders: readonly string[]): Generator<[pid: number, folder: string]> {
    const paths = folders.map(folder => this.tree.realPath(folder).replace(/(?<=.)\/$/, ''));
    for (const pid of this.processes.keys()) {
      const directory = this.directoryOf(pid);
      const folder = directory === undefined ? undefined : paths.find(path => isInside(directory, path));
      if (folder !== undefined) {
        yield [pid, folder];
      }
    }
  }

  private directoryOf(pid: number): string | undefined {
    const known = this.directories.get(pid);
    if (known !== undefined && known.readAt > this.looks - directoryIsGoodFor) {
      return known.path;
    }
    const path = this.tree.workingDirectoryOf(pid);
    this.directories.set(pid, { path, readAt: this.looks });
    return path;
  }

  /** `node .` names its program by the directory that it runs in. Everything descends from process 1: it is no program. */
  private isProgram({ pid, program }: ProcessRoot): boolean {
    return (
      pid > 1 &&
      this.processes.has(pid) &&
      (program === undefined ||
        this.tree.commandOf(pid)?.includes(program) === true ||
        this.directoryOf(pid)?.endsWith(`/${program}`) === true)
    );
  }

  /** js-debug starts a helper as a child of each program; its connection to the program is no matter of the program's. */
  private isDebuggersOwn(pid: number): boolean {
    return this.tree.commandOf(pid)?.includes('js-debug/src/watchdog.js') === true;
  }

  private childrenByParent(): Map<number, number[]> {
    const children = new Map<number, number[]>();
    for (const [pid, { parentPid }] of this.processes) {
      const siblings = children.get(parentPid);
      if (siblings === undefined) {
        children.set(parentPid, [pid]);
      } else {
        siblings.push(pid);
      }
    }
    return children;
  }

  private learn(pid: number): void {
    const process = this.tree.find(pid);
    if (process?.startTicks !== this.processes.get(pid)?.startTicks) {
      this.directories.delete(pid);
    }
    if (process === undefined) {
      this.processes.delete(pid);
    } else {
      this.processes.set(pid, process);
    }
  }
}

function isInside(directory: string, folder: string): boolean {
  return directory === folder || folder === '/' || directory.startsWith(`${folder}/`);
}

function sameKeys(set: ReadonlySet<number>, map: ReadonlyMap<number, unknown>): boolean {
  return set.size === map.size && [...map.keys()].every(key => set.has(key));
}
