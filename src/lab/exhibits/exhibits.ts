import type { ExhibitId } from '../../protocol/lab';
import { openAllStates } from '../everyState';
import { holders, type Holder } from '../holder';
import type { Descriptor } from '../native';
import { connectToSelf, deferringListener, loopback } from '../pair';
import { abort, connected, descriptors, localPort } from '../posix';
import { idlePool } from './idlePool';
import { closeWaitLeak, closeWaitUnread, closingStuck, finWait2, openFiles } from './leaks';
import { deadPeer, retransmitting, unanswered } from './losses';
import { churn, exposed, oneFamily, reusePort, serverTimeWait, twoServers } from './ports';
import { notAccepting, notReading, queueFull, unfinishedHandshakes } from './queues';

const deferSeconds = 120;

/** One that is on show. */
interface Shown {
  readonly ports: readonly number[];
  readonly descriptors: readonly Descriptor[];
  readonly holders: readonly Holder[];
  readonly openedAt: number;
}

/** Of these the kernel takes part away after a minute or two: chosen again later, they are made anew. */
const fading: ReadonlySet<ExhibitId> = new Set([
  'every-state',
  'churn',
  'server-time-wait',
  'queue-full',
  'handshakes',
  'unanswered',
  'syn-received',
]);
const fadedMs = 60_000;

/** What the lab has on show: each exhibit once. */
export class Exhibits {
  private readonly shown = new Map<ExhibitId, Shown>();
  /** One is opened after the other, so that it is known which sockets are whose. */
  private opening: Promise<unknown> = Promise.resolve();

  /** @param now milliseconds of a clock that only goes forward */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Puts the sockets of an exhibit into their states, on loopback and without privileges, and says on which ports. */
  open(id: ExhibitId): Promise<readonly number[]> {
    const opened = this.opening.then(() => this.openNow(id));
    this.opening = opened.catch(() => undefined);
    return opened;
  }

  private async openNow(id: ExhibitId): Promise<readonly number[]> {
    const known = this.shown.get(id);
    if (known !== undefined && !(fading.has(id) && this.now() - known.openedAt >= fadedMs)) {
      return known.ports;
    }
    abort(known?.descriptors ?? []);
    await Promise.all((known?.holders ?? []).map(holder => holder.end()));
    const before = { descriptors: new Set(descriptors()), holders: new Set(holders()) };
    const ofThis = () => ({
      descriptors: descriptors().filter(fd => !before.descriptors.has(fd)),
      holders: holders().filter(holder => !before.holders.has(holder)),
    });
    try {
      const ports = await makers[id]();
      this.shown.set(id, { ports, ...ofThis(), openedAt: this.now() });
      return ports;
    } catch (error) {
      const made = ofThis();
      abort(made.descriptors);
      await Promise.all(made.holders.map(holder => holder.end()));
      throw error;
    }
  }
}

const makers: Readonly<Record<ExhibitId, () => readonly number[] | Promise<readonly number[]>>> = {
  'every-state': () => [...new Set(openAllStates().map(({ localPort: port }) => port))],
  'close-wait-leak': closeWaitLeak,
  'close-wait-unread': closeWaitUnread,
  'fin-wait-2': finWait2,
  'closing-stuck': closingStuck,
  'open-files': openFiles,
  'queue-full': queueFull,
  'not-accepting': notAccepting,
  handshakes: unfinishedHandshakes,
  'not-reading': notReading,
  unanswered,
  'dead-peer': deadPeer,
  retransmitting,
  'self-connect': () => [connectToSelf()],
  'two-servers': twoServers,
  'one-family': oneFamily,
  exposed,
  churn,
  'syn-received': () => {
    const port = localPort(deferringListener(deferSeconds));
    connected({ host: loopback, port });
    return [port];
  },
  'idle-pool': idlePool,
  'reuse-port': reusePort,
  'server-time-wait': serverTimeWait,
};
