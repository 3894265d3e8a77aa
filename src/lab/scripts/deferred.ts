import type { Actors } from '../actors';
import { receive, sendBytes } from '../posix';
import { option, setOption } from '../socketOptions';
import { retransmissionLimitMs, type ScriptStep } from '../script';

const deferSeconds = 120;

/** A listener with TCP_DEFER_ACCEPT throws away the ACK of the handshake, and accepts with the first data. */
export function deferAccept(actors: Actors): void {
  setOption(actors.listening!, option.deferAccept, deferSeconds);
}

/** The queue that was full takes the SYN when it is sent again: the server stays in SYN-RECEIVED. */
export const deferredSyn: ScriptStep = {
  does: actors => {
    deferAccept(actors);
    actors.emptyQueue();
  },
  shows: { client: 'ESTABLISHED' },
  limitMs: retransmissionLimitMs,
};

/** The client says its first byte, whose segment carries the ACK. */
export const deferredAck: ScriptStep = {
  does: actors => {
    sendBytes(actors.client!, 1);
    actors.acceptServer();
    receive(actors.server!, 1);
  },
};
