import type { Actors } from '../actors';
import { close, listen, open, receive, sendBytes } from '../posix';
import { mayRepair, setInitialSequence, setTimestampsAhead } from '../repair';
import { loseArrivals, loseNothing } from '../socketOptions';
import { retransmissionLimitMs, type Script } from '../script';
import { deferAccept, deferredAck, deferredSyn } from './deferred';

function serverClosesFirst(actors: Actors): void {
  actors.close('server');
  receive(actors.client!, 1);
  actors.close('client');
}

/** Needs no trick to begin with: the new SYN has a newer timestamp, and TCP_DEFER_ACCEPT then holds SYN-RECEIVED. */
export const timeWaitReuse: Script = {
  prepare: actors => {
    actors.connectBoth({ andListen: true });
    serverClosesFirst(actors);
    deferAccept(actors);
  },
  steps: {
    connect: {
      does: actors => actors.beginConnect(),
      shows: { client: 'ESTABLISHED', server: 'SYN-RECEIVED' },
    },
    syn: { shows: { client: 'ESTABLISHED' } },
    'syn-ack': {},
    ack: deferredAck,
  },
};

/** By how much the new SYN's number is lower. */
const sequencesBack = 1_000;

/**
 * A kernel numbers its connections upwards and so do its timestamps; the two exceptions are made with TCP_REPAIR. The ACK
 * that answers the old SYN is lost on its way until the client may have it. What the RST leaves is the listener, whose
 * queue is full until the SYN that is sent again may arrive.
 */
export const timeWaitAssassination: Script = {
  obstacle: () => {
    const fd = open({ host: '127.0.0.1', port: 0 });
    const may = mayRepair(fd);
    close(fd);
    return may ? undefined : 'privileges';
  },
  prepare: actors => {
    actors.connectBoth({ andListen: true });
    actors.formerSequence = setTimestampsAhead(actors.client!);
    sendBytes(actors.client!, 1);
    receive(actors.server!, 1);
    serverClosesFirst(actors);
    listen(actors.listening!, 0);
    actors.fillQueue();
  },
  steps: {
    connect: {
      does: actors =>
        actors.beginConnect(fd => {
          setInitialSequence(fd, actors.formerSequence - sequencesBack);
          loseArrivals(fd);
        }),
    },
    'old-syn': {},
    'old-ack': {},
    rst: {
      does: actors => loseNothing(actors.client!),
      shows: { server: 'LISTEN' },
      limitMs: retransmissionLimitMs,
    },
    again: { shows: { server: 'LISTEN' } },
    syn: deferredSyn,
    'syn-ack': {},
    ack: deferredAck,
  },
};
