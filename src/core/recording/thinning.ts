import { halfOfOlder, keptMoments, type KeptSpan } from './keptMoments';
import type { Recording } from './recording';

/** Older moments are merged this often, by the time of the readings. Milliseconds. */
const mergeEveryMs = 60_000;
/** Where the sockets of this very moment fill the memory, merging gains nothing: not tried again for so long. Milliseconds. */
const mergePauseMs = 10_000;
/**
 * Merging for want of memory leaves so much of it free, or the next reading would merge again; more would cost the past
 * that memory is for.
 */
const freeShare = 0.05;

/** What a recording may occupy, in bytes, and how far it goes back when nobody asked for more, in milliseconds. */
export interface Bounds {
  bytes: number;
  windowMs: number;
}

/** What is thinned, and how. */
interface Thinned {
  readonly recording: Recording;
  /** With what the recorder itself occupies. */
  readonly bytes: number;
  /** Drops the moments that are not kept, and all that no other moment needs. */
  merge(isKept: readonly boolean[]): void;
}

/** Keeps a recording within its bounds: what is old is kept in coarser steps, and goes when nobody asked for it. */
export class Thinning {
  private kept: KeptSpan = { fromMs: Infinity, toMs: Infinity };
  private mergedAt = -Infinity;

  constructor(private readonly bounds: Bounds) {}

  /**
   * From now on what is older than the window stays. For want of memory every other of those moments goes, again and again:
   * none is left where the window alone fills the memory.
   */
  startKeeping(fromMs: number): void {
    this.kept = { fromMs, toMs: Infinity };
  }

  /** What was kept until now stays until it is kept anew; what follows goes when it is old. */
  stopKeeping(toMs: number): void {
    this.kept = { ...this.kept, toMs };
  }

  forget(): void {
    this.mergedAt = -Infinity;
  }

  /** Has to be called after each reading. @param now of that reading */
  thin(thinned: Thinned, now: number): void {
    const { bytes: most, windowMs } = this.bounds;
    const isFull = thinned.bytes > most;
    if (now - this.mergedAt < (isFull ? mergePauseMs : mergeEveryMs)) {
      return;
    }
    this.mergedAt = now;
    const times = () => thinned.recording.moments.map(moment => thinned.recording.timeOf(moment));
    const isTight = () => isFull && thinned.bytes > most * (1 - freeShare);
    thinned.merge(keptMoments(times(), this.kept, windowMs));
    while (isTight() && times()[0]! < now - windowMs) {
      thinned.merge(halfOfOlder(times(), now - windowMs));
    }
    while (isTight() && thinned.recording.moments.length > 1) {
      const keptFromMs = now - (now - times()[0]!) * (1 - freeShare);
      thinned.merge(times().map(at => at >= keptFromMs));
    }
  }
}
