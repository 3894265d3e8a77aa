import type { Descriptor } from '../native';
import { anyPort, loopback, pair } from '../pair';
import { abort, connecting, listener, localPort, sendBytes } from '../posix';
import { loseArrivals, option, setOption } from '../socketOptions';

/** The least that TCP_KEEPIDLE takes. */
const keepIdleSeconds = 1;
/** With the most that TCP_KEEPCNT takes (MAX_TCP_KEEPCNT), the probes outlast the lab. */
const keepIntervalSeconds = 5;
const mostProbes = 127;

/** A SYN that is dropped in silence, as behind a firewall. */
export function unanswered(): readonly number[] {
  const listening = listener(anyPort);
  loseArrivals(listening);
  const port = localPort(listening);
  connecting({ host: loopback, port });
  return [port];
}

/** A peer that went without a word; its connection is probed. */
export function deadPeer(): readonly number[] {
  const { client, port } = vanishedPeer();
  setOption(client, option.keepIdleSeconds, keepIdleSeconds);
  setOption(client, option.keepIntervalSeconds, keepIntervalSeconds);
  setOption(client, option.keepCount, mostProbes);
  setOption(client, option.keepAlive, 1);
  return [port];
}

/** A peer that went without a word, and data for it. The kernel gives up after a quarter of an hour. */
export function retransmitting(): readonly number[] {
  const { client, port } = vanishedPeer();
  sendBytes(client, 1_000);
  return [port];
}

/** A client that hears nothing any more, not even that its peer has gone: as when a cable was cut, or a machine's power. */
function vanishedPeer(): { client: Descriptor; port: number } {
  const { client, server, port } = pair();
  loseArrivals(client);
  abort([server]);
  return { client, port };
}
