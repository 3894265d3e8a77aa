import type { Finding } from '../checks/finding';
import type { PortSummary } from '../sockets/portSummary';

/** What one reading shows of a port that somebody watches. */
export interface WatchedPort {
  readonly port: number;
  readonly summary: PortSummary;
  /** Those about the port that the user wants to hear of. */
  readonly findings: readonly Finding[];
}

/** What is worth telling. */
export type PortChange =
  /** Somebody listens who did not before: the first, or another program. */
  | { readonly kind: 'listener-came'; readonly port: number; readonly summary: PortSummary }
  | { readonly kind: 'listener-gone'; readonly port: number }
  | { readonly kind: 'finding-began'; readonly port: number; readonly finding: Finding };

/** Readings that a change must last: a server that restarts is gone for a moment, and that is no news. */
const readingsToLast = 2;

/** A finding that was away for so long is news when it comes back. Milliseconds. */
const forgottenMs = 600_000;

/** Compares each reading of the watched ports with what was told before. The first one of a port is told to nobody. */
export class PortChanges {
  private readonly known = new Map<number, Known>();

  /**
   * @param ports the watched ones of this reading; others are forgotten
   * @param at when it was taken, in milliseconds since the epoch
   */
  take(ports: readonly WatchedPort[], at: number): PortChange[] {
    const watched = new Set(ports.map(({ port }) => port));
    [...this.known.keys()].filter(port => !watched.has(port)).forEach(port => this.known.delete(port));
    return ports.flatMap(port => this.changesOf(port, at));
  }

  /** The next reading is of another machine or namespace, or somebody looked away for long. */
  forget(): void {
    this.known.clear();
  }

  private changesOf({ port, summary, findings }: WatchedPort, at: number): PortChange[] {
    const listener = listenerText(summary);
    const known = this.known.get(port);
    if (known === undefined) {
      const seenAt = new Map(findings.map(finding => [newsOf(finding), at]));
      this.known.set(port, { told: listener, seen: listener, readings: readingsToLast, seenAt });
      return [];
    }
    // A finding that comes and goes with each reading is told once.
    const began = findings.filter(finding => at - (known.seenAt.get(newsOf(finding)) ?? -Infinity) >= forgottenMs);
    const changes = began.map((finding): PortChange => ({ kind: 'finding-began', port, finding }));
    findings.forEach(finding => known.seenAt.set(newsOf(finding), at));
    known.readings = listener === known.seen ? known.readings + 1 : 1;
    known.seen = listener;
    if (isSame(listener, known.told)) {
      known.told = listener === unnamed ? known.told : listener;
    } else if (known.readings >= readingsToLast) {
      known.told = listener;
      changes.unshift(listener === '' ? { kind: 'listener-gone', port } : { kind: 'listener-came', port, summary });
    }
    return changes;
  }
}

interface Known {
  /** Who listened when that was told last, and in the last reading; empty for nobody. */
  told: string;
  seen: string;
  /** How many readings in a row have shown `seen`. */
  readings: number;
  /** When a finding was there last. */
  readonly seenAt: Map<string, number>;
}

/** Stands for a program whose process is not found yet, or may not be seen. */
const unnamed = '?';

/** A name that is found later is no news. */
function isSame(listener: string, told: string): boolean {
  return listener === told || (listener !== '' && told !== '' && [listener, told].includes(unnamed));
}

/** The programs by name: the same one with another pid was restarted, and that is no news either. */
function listenerText({ listeners }: PortSummary): string {
  const names = listeners.flatMap(({ processes }) =>
    processes.length > 0 ? processes.map(({ name }) => name) : [unnamed],
  );
  return [...new Set(names)].sort().join('\n');
}

/** That it becomes an error is news; which process or peer it is about is none. */
function newsOf({ code, cause, severity }: Finding): string {
  return `${code} ${cause ?? ''} ${severity === 'error' ? severity : ''}`;
}
