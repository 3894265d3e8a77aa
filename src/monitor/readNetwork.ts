import type { Platform } from '../collect/collector';
import type { Families } from '../core/programs/families';
import type { Owners } from '../core/sockets/rows';
import type { NamespaceIdentity } from '../core/system/namespaceInfo';
import type { MonitorOptions } from '../protocol/monitor';
import { Present } from './present';
import type { ReadingEvents } from './readingLoop';

const usualOptions: MonitorOptions = { intervalMs: 2_000, source: 'auto', resolveProcesses: true, thresholds: {} };

interface NetworkSources {
  readonly platform: Platform;
  readonly owners: Owners;
  readonly families: Families;
}

/** The network namespace that is read, our own or another of this machine, and the settings that survive a switch. */
export class ReadNetwork {
  private current: Present;
  private other: NamespaceIdentity | undefined;
  private options = usualOptions;
  private halted: readonly number[] = [];
  private paused = false;
  private needed = false;

  constructor(
    private readonly sources: NetworkSources,
    private readonly events: ReadingEvents,
  ) {
    this.current = this.open();
  }

  get present(): Present {
    return this.current;
  }

  /** Undefined for the own one. */
  get namespace(): NamespaceIdentity | undefined {
    return this.other;
  }

  get isPaused(): boolean {
    return this.paused;
  }

  configure(options: MonitorOptions): void {
    this.options = options;
    this.current.configure(options);
  }

  setHalted(pids: readonly number[]): void {
    this.halted = pids;
    this.current.setHalted(pids);
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.current.loop.setPaused(paused);
  }

  /** Reads at once if it is needed. */
  setNeeded(needed: boolean): void {
    this.needed = needed;
    this.current.loop.setNeeded(needed);
  }

  /** Whether that is another one than before. Its first reading is not begun here. */
  switchTo(namespace: NamespaceIdentity | undefined): boolean {
    if (this.sources.platform.namespaces === undefined || namespace?.id === this.other?.id) {
      return false;
    }
    this.other = namespace;
    this.current.dispose();
    this.current = this.open();
    this.current.loop.setPaused(this.paused);
    this.current.loop.setNeeded(this.needed);
    return true;
  }

  private open(): Present {
    const { sources, options, other } = this;
    const { platform } = sources;
    const network = other === undefined ? platform : platform.namespaces!.open(other.id);
    const present = new Present(network, { ...sources, options }, this.events);
    present.setHalted(this.halted);
    return present;
  }
}
