import { receive, shutdownWrite } from '../posix';
import { loseArrivals, loseNothing, option, setOption } from '../socketOptions';
import { minuteTimerLimitMs, retransmissionLimitMs, type Script } from '../script';

/** The FIN is lost on its way until the client may have it; then the ACK is lost until the server may have it. */
export const lostLastAck: Script = {
  prepare: actors => {
    actors.connectBoth();
    shutdownWrite(actors.client!);
    receive(actors.server!, 1);
  },
  steps: {
    close: {
      does: actors => {
        loseArrivals(actors.client!);
        loseArrivals(actors.server!);
        shutdownWrite(actors.server!);
      },
    },
    fin: { does: actors => loseNothing(actors.client!), limitMs: retransmissionLimitMs },
    again: { until: ({ server }) => server.retransmits >= 2, limitMs: retransmissionLimitMs },
    'fin-again': {},
    'last-ack': { does: actors => loseNothing(actors.server!), limitMs: retransmissionLimitMs },
    'time-wait': { limitMs: minuteTimerLimitMs },
  },
};

/** The least that TCP_KEEPIDLE and TCP_KEEPINTVL take. */
const probeSeconds = 1;
/** The most that TCP_KEEPCNT takes (MAX_TCP_KEEPCNT): a reader may think for minutes. */
const mostProbes = 127;

/** With a probe a second in the place of two hours of silence. */
export const keepAliveDeath: Script = {
  prepare: actors => actors.connectBoth(),
  steps: {
    cut: {
      does: actors => {
        loseArrivals(actors.client!);
        loseArrivals(actors.server!);
      },
    },
    'first-probe': {
      does: ({ server }) => {
        setOption(server!, option.keepIdleSeconds, probeSeconds);
        setOption(server!, option.keepIntervalSeconds, probeSeconds);
        setOption(server!, option.keepCount, mostProbes);
        setOption(server!, option.keepAlive, 1);
      },
      until: ({ server }) => server.retransmits >= 1,
    },
    'more-probes': { until: ({ server }) => server.retransmits >= 3 },
    'gives-up': { does: ({ server }) => setOption(server!, option.keepCount, 1) },
    forgotten: {},
  },
};
