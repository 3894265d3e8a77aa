import { accepted, bind, connect, listen, localPort, open } from '../posix';
import { option, setOption } from '../socketOptions';
import { retransmissionLimitMs, type Script } from '../script';
import { deferredAck, deferredSyn } from './deferred';

const host = '127.0.0.1';

/**
 * A full accept queue holds the client in SYN-SENT; TCP_DEFER_ACCEPT then holds the server in SYN-RECEIVED until the client
 * says its first byte, whose segment carries the ACK.
 */
export const threeWayHandshake: Script = {
  steps: {
    listen: { does: actors => actors.listenFull() },
    connect: { does: actors => actors.beginConnect() },
    syn: deferredSyn,
    'syn-ack': {},
    ack: deferredAck,
  },
};

/** A full accept queue holds the client in SYN-SENT; when its listener has gone the next SYN is refused. */
export const connectionRefused: Script = {
  steps: {
    connect: {
      does: actors => {
        actors.listenFull();
        actors.beginConnect();
      },
      shows: { server: null },
    },
    syn: { does: actors => actors.stopListening(), shows: { client: null, server: null } },
    rst: { limitMs: retransmissionLimitMs },
  },
};

export const synTimeout: Script = {
  prepare: actors => actors.listenFull(),
  steps: {
    connect: { does: actors => actors.beginConnect() },
    again: { until: ({ client }) => client.retransmits >= 1, limitMs: retransmissionLimitMs },
    'and-again': { until: ({ client }) => client.retransmits >= 2, limitMs: retransmissionLimitMs },
    'gives-up': {
      does: actors => setOption(actors.client!, option.synCount, 1),
      limitMs: retransmissionLimitMs,
    },
  },
};

export const backlogFull: Script = {
  prepare: actors => actors.listenFull(),
  steps: {
    connect: { does: actors => actors.beginConnect() },
    ignored: {},
    again: { until: ({ client }) => client.retransmits >= 1, limitMs: retransmissionLimitMs },
    'ignored-again': {},
    accept: {
      does: actors => actors.emptyQueue(),
      shows: { client: 'ESTABLISHED', server: 'ESTABLISHED' },
      limitMs: retransmissionLimitMs,
    },
    'third-syn': { shows: { client: 'ESTABLISHED', server: 'ESTABLISHED' } },
    answered: { shows: { client: 'ESTABLISHED', server: 'ESTABLISHED' } },
    connected: { shows: { server: 'ESTABLISHED' } },
    queued: { does: actors => void (actors.server = accepted(actors.listening!)) },
  },
};

/**
 * The client's first SYN meets a full accept queue on the server's port and gets no answer, so the client waits in SYN-SENT;
 * the server's socket shares the port with that listener (both set SO_REUSEADDR before it listened) and connects to the
 * client, whose kernel takes the SYN that crosses its own.
 */
export const simultaneousOpen: Script = {
  prepare: actors => {
    const server = open({ host, port: 0 });
    actors.prepare(server);
    bind(server, { host, port: 0 });
    actors.server = server;
    actors.serverPort = localPort(server);
  },
  steps: {
    connect: {
      does: actors => {
        const listening = open(actors.serverAddress);
        actors.prepare(listening);
        bind(listening, actors.serverAddress);
        listen(listening, 0);
        actors.listening = listening;
        actors.fillQueue();
        actors.beginConnect();
      },
      shows: { server: null },
    },
    syns: {
      does: actors => {
        connect(actors.server!, actors.clientAddress);
        actors.stopListening();
      },
      shows: { client: 'ESTABLISHED', server: 'ESTABLISHED' },
    },
    'syn-acks': {},
  },
};
