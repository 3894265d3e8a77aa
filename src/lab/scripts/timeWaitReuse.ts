import { receive, sendBytes } from '../posix';
import { option, setOption } from '../socketOptions';
import type { Script } from '../script';

const deferSeconds = 120;

/** Needs no trick to begin with: the new SYN has a newer timestamp, and TCP_DEFER_ACCEPT then holds SYN-RECEIVED. */
export const timeWaitReuse: Script = {
  prepare: actors => {
    actors.connectBoth({ andListen: true });
    actors.close('server');
    receive(actors.client!, 1);
    actors.close('client');
    setOption(actors.listening!, option.deferAccept, deferSeconds);
  },
  steps: {
    connect: {
      does: actors => actors.beginConnect(),
      shows: { client: 'ESTABLISHED', server: 'SYN-RECEIVED' },
    },
    syn: { shows: { client: 'ESTABLISHED' } },
    'syn-ack': {},
    ack: {
      does: actors => {
        sendBytes(actors.client!, 1);
        actors.acceptServer();
        receive(actors.server!, 1);
      },
    },
  },
};
