import { readFileSync } from 'node:fs';
import { MonitorProcess } from '../../src/fork/monitorProcess';
import type { BrowseReply, Frame, ReadingCost } from '../../src/protocol/monitor';
import type { Run } from './subjects/run';
import { treePages } from './subjects/treePages';

/** Linux counts a process's time in ticks of 1/100 s, whatever the kernel's HZ. */
const msPerTick = 10;

/** The real monitor, forked and asked as the extension host does it. */
export class ForkedMonitor {
  private frame: Frame | undefined;
  private reply: BrowseReply | undefined;
  private exited = false;
  private watching = false;
  private onFrame: (() => void) | undefined;
  private readonly process: MonitorProcess;

  /** @param script dist/monitor.js */
  constructor(script: string) {
    this.process = new MonitorProcess(script, {
      events: { frame: frame => this.receive(frame), failed: () => undefined },
      onDidPrint: () => undefined,
      onDidExit: () => (this.exited = true),
    });
    // Somebody looks, so it stays; and it is paused, so it reads only when told to.
    void this.process.call('setPaused', true);
    void this.process.call('setLooking', true);
  }

  /** What its last reading cost, and what follows from that. */
  get cost(): ReadingCost {
    return this.frame!.cost;
  }

  /** A reading, and the answer to what a tree with two open groups shows. */
  async pass(): Promise<Run> {
    const began = performance.now();
    await this.process.call('refresh');
    const { total } = await this.browse();
    return { ms: performance.now() - began, sockets: total };
  }

  /** Whether it reads at its own pace, and is asked after each reading for what such a tree shows. */
  async watch(watching: boolean): Promise<void> {
    this.watching = watching;
    await this.process.call('setPaused', !watching);
  }

  /** Resident memory, in bytes. Reads `VmRSS:	   46220 kB`. */
  get residentBytes(): number {
    return Number(/^VmRSS:\s+(\d+) kB/m.exec(this.read('status'))![1]) * 1_024;
  }

  /** Processor time that it has used so far, in milliseconds. */
  get processorMs(): number {
    const stat = this.read('stat');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * msPerTick;
  }

  kill(): void {
    if (!this.exited) {
      this.process.kill();
    }
  }

  /** Resolves when the next reading is told. */
  nextFrame(): Promise<void> {
    return new Promise(resolve => (this.onFrame = resolve));
  }

  private receive(frame: Frame): void {
    this.frame = frame;
    this.onFrame?.();
    if (this.watching) {
      void this.browse();
    }
  }

  private async browse(): Promise<BrowseReply> {
    this.reply = await this.process.call('browse', treePages(this.reply));
    return this.reply;
  }

  private read(name: 'status' | 'stat'): string {
    return readFileSync(`/proc/${this.process.processId!}/${name}`, 'utf8');
  }
}
