import type { SocketProcess } from '../../core/sockets/socketRow';
import { stateOf } from '../../core/tcp/states';
import type { MonitorClient } from '../monitorClient/monitorClient';

const listening = stateOf('LISTEN').name;
/** Sockets of one port that are looked at. */
const most = 100;

/**
 * The process that waits at a port of this machine, or has a connection there: a Java program waits no longer when its
 * debugger has come. Undefined when it cannot be seen.
 */
export async function holderOf(
  monitor: Pick<MonitorClient, 'snapshot'>,
  port: number,
): Promise<SocketProcess | undefined> {
  const { sockets } = await monitor.snapshot({ localPort: port, limit: most }).catch(() => ({ sockets: [] }));
  const held = sockets.filter(({ processes }) => processes.length > 0);
  return (held.find(({ state }) => state === listening) ?? held[0])?.processes[0];
}
