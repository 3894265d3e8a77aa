import { receive, sendBytes, shutdownWrite, trySend } from '../posix';
import { minuteTimerLimitMs, type Script, type ScriptStep } from '../script';
import type { Actors } from '../actors';

const talking = (actors: Actors) => actors.connectBoth();

/** The FIN waits behind data for which the peer has no room, so that its side stays in FIN-WAIT-1 or LAST-ACK. */
function closes(side: 'client' | 'server'): (actors: Actors) => void {
  return actors => {
    actors.stall(side);
    shutdownWrite(actors[side]!);
  };
}

const timeWaitEnds: ScriptStep = { limitMs: minuteTimerLimitMs };

export const fourWayClose: Script = {
  prepare: talking,
  steps: {
    close: { does: closes('client') },
    fin: { does: actors => actors.drain('server'), shows: { client: 'FIN-WAIT-2' } },
    ack: {},
    'second-close': { does: closes('server') },
    'second-fin': { does: actors => actors.drain('client'), shows: { server: 'CLOSED' } },
    'last-ack': {},
    'time-wait': timeWaitEnds,
  },
};

export const threeSegmentClose: Script = {
  prepare: talking,
  steps: {
    close: { does: closes('client') },
    fin: { shows: { server: 'ESTABLISHED' } },
    'second-close': {
      // At once, so that one segment carries ACK and FIN: the kernel holds the ACK back for 40 ms.
      does: async actors => {
        await actors.drain('server');
        shutdownWrite(actors.server!);
      },
      shows: { client: 'TIME-WAIT', server: 'CLOSED' },
    },
    'fin-and-ack': { shows: { server: 'CLOSED' } },
    'last-ack': {},
    'time-wait': timeWaitEnds,
  },
};

const answerBytes = 500;

export const halfClose: Script = {
  prepare: talking,
  steps: {
    shutdown: { does: closes('client') },
    fin: { does: actors => actors.drain('server'), shows: { client: 'FIN-WAIT-2' } },
    ack: {},
    answer: { does: actors => sendBytes(actors.server!, answerBytes) },
    data: { does: actors => void receive(actors.client!, answerBytes) },
    'data-ack': {},
    close: { does: closes('server') },
    'second-fin': { does: actors => actors.drain('client'), shows: { server: 'CLOSED' } },
    'last-ack': {},
    'time-wait': timeWaitEnds,
  },
};

/** The FINs do not cross on loopback: while one end reads, the other's FIN still waits, and only the first is CLOSING. */
export const simultaneousClose: Script = {
  prepare: talking,
  steps: {
    close: {
      does: actors => {
        actors.stall('client');
        actors.stall('server');
        shutdownWrite(actors.client!);
        shutdownWrite(actors.server!);
      },
    },
    fins: { does: actors => actors.drain('client'), shows: { server: 'FIN-WAIT-2' } },
    acks: { does: actors => actors.drain('server') },
    'time-wait': timeWaitEnds,
  },
};

const unreadBytes = 100;

export const reset: Script = {
  prepare: talking,
  steps: {
    send: { does: actors => sendBytes(actors.server!, unreadBytes) },
    data: {},
    ack: {},
    close: { does: actors => actors.close('client'), shows: { server: 'CLOSED' } },
    rst: {},
    'too-late': { does: actors => trySend(actors.server!) },
  },
};

/** The program that leaks is the server's: it reads the end of the stream and keeps the descriptor. */
export const closeWaitLeak: Script = {
  prepare: talking,
  steps: {
    close: {
      does: actors => {
        actors.stall('client');
        actors.close('client');
      },
    },
    fin: { does: actors => actors.drain('server'), shows: { client: 'FIN-WAIT-2' } },
    ack: {},
    forgets: {},
    'client-gone': { limitMs: minuteTimerLimitMs },
    'still-there': {},
    exit: { does: actors => actors.close('server'), shows: { server: 'CLOSED' } },
    'late-fin': { shows: { server: 'CLOSED' } },
    rst: {},
  },
};
