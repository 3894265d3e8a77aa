import type { EventDetail, ScenarioStep } from './scenario';
import { ack, calls, expires, fin, gets, later, step, syn, synAck } from './script';

/** Their initial sequence numbers. */
interface Numbers {
  readonly client: number;
  readonly server: number;
}

/** The client's SYN goes out; `detail` is of the segment. */
export function connect(seq = 1000, detail: Parameters<typeof syn>[2] = {}): ScenarioStep {
  return step('connect', calls('client', 'connect', { takes: ['T02'], sends: [syn('syn', seq, detail)] }));
}

/** The server answers a SYN: by a new connection of a listener, unless `detail` says otherwise. */
export function answerSyn(id: string, segment: string, numbers: Numbers, detail: EventDetail = {}): ScenarioStep {
  const answer = synAck('syn-ack', numbers.server, numbers.client + 1);
  return step(id, gets('server', segment, { takes: ['T05'], sends: [answer], ...detail }));
}

/** The client gets the SYN+ACK, and connect() returns. */
export function clientConnected(id: string, { client, server }: Numbers): ScenarioStep {
  return step(
    id,
    gets('client', 'syn-ack', {
      takes: ['T06'],
      sends: [ack('ack', client + 1, server + 1)],
      returns: { call: 'connect', result: 'ok' },
    }),
  );
}

/** The client's ACK comes, and accept() returns. */
export const accepted: ScenarioStep = step(
  'ack',
  gets('server', 'ack', { takes: ['T12'], returns: { call: 'accept', result: 'ok' } }),
);

/** The client of `talking` ends its stream, and the server's kernel acknowledges that; the server's program reads the end. */
export function clientEnds(call: 'close' | 'shutdown'): readonly ScenarioStep[] {
  return [
    step(call, calls('client', call, { takes: ['T20'], sends: [fin('fin', 1001, 5001)] })),
    step(
      'fin',
      gets('server', 'fin', {
        takes: ['T21'],
        sends: [ack('ack', 5001, 1002)],
        returns: { call: 'recv', result: 'end-of-file' },
      }),
    ),
    step('ack', gets('client', 'ack', { takes: ['T25'] })),
  ];
}

/** The server's FIN is acknowledged, and the client waits for what may still be on its way: 60 s on Linux. */
export function serverGone(lastAck = 'last-ack'): readonly ScenarioStep[] {
  return [
    step('last-ack', gets('server', lastAck, { takes: ['T44'] })),
    later(60_000, 'time-wait', timeWaitEnds('client')),
  ];
}

export function timeWaitEnds(side: 'client' | 'server') {
  return expires(side, 'time-wait', { takes: ['T48'] });
}
