import { hold } from '../holder';
import { anyPort, loopback, pairAt } from '../pair';
import { bind, close, listen, listener, localPort, open } from '../posix';
import { loseArrivals, option, setOption } from '../socketOptions';
import type { Descriptor } from '../native';

/** From a hundred TIME-WAIT on, C19 speaks of them. */
const churned = 120;
/** Ports that no kernel chooses by itself, and that no well-known program uses: the exhibit takes the first that is free. */
const typedPorts = Array.from({ length: 100 }, (_, index) => 7_301 + index);
/** The checks look at what developers run; on a desktop the lab's own process is called after the editor. */
const developersProgram = 'node';

/** One listens on 127.0.0.1, and another on ::1. */
export async function twoServers(): Promise<readonly number[]> {
  const v4 = listener(anyPort);
  const port = localPort(v4);
  const v6 = listener({ host: '::1', port });
  await hold('first-server', [v4]);
  await hold('second-server', [v6]);
  return [port];
}

/** A port that somebody could have typed, on 127.0.0.1 alone. */
export async function oneFamily(): Promise<readonly number[]> {
  const listening = listenerOnFirst(typedPorts);
  const port = localPort(listening);
  await hold(developersProgram, [listening]);
  return [port];
}

function listenerOnFirst([port, ...others]: readonly number[]): Descriptor {
  const fd = open(anyPort);
  try {
    bind(fd, { host: loopback, port: port! });
    listen(fd, 16);
    return fd;
  } catch (error) {
    close(fd);
    if (others.length === 0) {
      throw error;
    }
    return listenerOnFirst(others);
  }
}

/** On every address of the machine. It is the only one of the lab, and lets nobody in: every SYN that arrives is lost. */
export async function exposed(): Promise<readonly number[]> {
  const fd = open(anyPort);
  loseArrivals(fd);
  bind(fd, { host: '0.0.0.0', port: 0 });
  listen(fd, 0);
  const port = localPort(fd);
  await hold(developersProgram, [fd]);
  return [port];
}

/** A client that closes each connection after its request: TIME-WAIT is on its side. */
export function churn(): readonly number[] {
  return closedConnections(churned, ({ client, server }) => [client, server]);
}

/** A server that closes first: TIME-WAIT is on its side, and costs no port. */
export function serverTimeWait(): readonly number[] {
  return closedConnections(churned, ({ client, server }) => [server, client]);
}

function closedConnections(
  count: number,
  order: (ends: { client: Descriptor; server: Descriptor }) => readonly Descriptor[],
): readonly number[] {
  const listening = listener(anyPort);
  for (let time = 0; time < count; time++) {
    order(pairAt(listening)).forEach(close);
  }
  return [localPort(listening)];
}

/** Two sockets of one program on one address, as its workers have them. */
export function reusePort(): readonly number[] {
  let port = 0;
  for (let worker = 0; worker < 2; worker++) {
    const fd = open(anyPort);
    setOption(fd, option.reusePort, 1);
    bind(fd, { host: loopback, port });
    listen(fd, 16);
    port = localPort(fd);
  }
  return [port];
}
