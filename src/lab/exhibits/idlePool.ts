import { hold } from '../holder';
import type { Descriptor } from '../native';
import { anyPort, pairAt } from '../pair';
import { close, listener, localPort } from '../posix';

const kept = 6;

/** A client that keeps connections for later, which the server has closed meanwhile. */
export async function idlePool(): Promise<readonly number[]> {
  const listening = listener(anyPort);
  const clients: Descriptor[] = [];
  for (let time = 0; time < kept; time++) {
    const { client, server } = pairAt(listening);
    close(server);
    clients.push(client);
  }
  await hold('idle-pool', clients);
  return [localPort(listening)];
}
