import { hold } from '../holder';
import type { Descriptor } from '../native';
import { anyPort, pair, pairAt, toClosing, toFinWait1, toLastAck, type Pair } from '../pair';
import { abort, listener, localPort, receive, sendBytes, shutdownWrite } from '../posix';
import { loseArrivals, option, setOption } from '../socketOptions';

/** One more than closeWaitWarning and finWait2Warning, and as few as a reader can count. */
const leaked = 6;
/** From a hundred sockets on, C23 counts a program's files. */
const manyPairs = 60;
/** Of them 125 are in use: the sockets, their listener, and the shell's own three. */
const mostFiles = 128;

/** A server that has read the end of each stream, and does not call close(). */
export function closeWaitLeak(): Promise<readonly number[]> {
  return leak('leaky-server', ({ server }) => void receive(server, 1));
}

/** A server that does not even read what came before the end. */
export function closeWaitUnread(): Promise<readonly number[]> {
  return leak('stuck-server', () => undefined, 100);
}

async function leak(name: string, serve: (ends: Pair) => void, bytes = 0): Promise<readonly number[]> {
  const listening = listener(anyPort);
  const servers: Descriptor[] = [];
  for (let time = 0; time < leaked; time++) {
    const ends = pairAt(listening);
    servers.push(ends.server);
    if (bytes > 0) {
      sendBytes(ends.client, bytes);
    }
    shutdownWrite(ends.client);
    serve(ends);
  }
  const port = localPort(listening);
  await hold(name, [listening, ...servers]);
  return [port];
}

/** A client that has closed its half; the server acknowledged that, and has been gone ever since. */
export async function finWait2(): Promise<readonly number[]> {
  const listening = listener(anyPort);
  const port = localPort(listening);
  const clients: Descriptor[] = [];
  for (let time = 0; time < leaked; time++) {
    const { client, server } = pairAt(listening);
    shutdownWrite(client);
    // Else the kernel holds back the ACK of the FIN for 200 ms, with QUICKACK too for as long as it is unread.
    receive(server, 1);
    setOption(server, option.quickAck, 1);
    loseArrivals(client);
    abort([server]);
    clients.push(client);
  }
  abort([listening]);
  await hold('half-closed', clients);
  return [port];
}

/** The FIN waits behind data that nobody reads, in each state that has sent one. */
export async function closingStuck(): Promise<readonly number[]> {
  const pairs = [toFinWait1, toClosing, toLastAck].map(close => {
    const ends = pair();
    close(ends);
    return ends;
  });
  await hold(
    'never-reads',
    pairs.flatMap(({ client, server }) => [client, server]),
  );
  return pairs.map(({ port }) => port);
}

/** A program that keeps all its connections, and may hold few files. */
export async function openFiles(): Promise<readonly number[]> {
  const listening = listener(anyPort);
  const port = localPort(listening);
  const pairs = Array.from({ length: manyPairs }, () => pairAt(listening));
  await hold('many-files', [listening, ...pairs.flatMap(({ client, server }) => [client, server])], { mostFiles });
  return [port];
}
