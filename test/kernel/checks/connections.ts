import type { Agent } from '../namespace';

export interface Connections {
  listening: number;
  port: number;
  clients: number[];
  servers: number[];
}

/** Connections on loopback, or to an address that `server` has; all accepted. */
export async function connections(
  { server, client = server, host = '127.0.0.1' }: { server: Agent; client?: Agent; host?: string },
  count: number,
): Promise<Connections> {
  const listening = await server.call.listener({ host, port: 0 }, 1_024);
  const port = await server.call.localPort(listening);
  const [clients, servers]: [number[], number[]] = [[], []];
  for (let made = 0; made < count; made++) {
    clients.push(await client.call.connected({ host, port }));
    servers.push(await server.call.accepted(listening));
  }
  return { listening, port, clients, servers };
}

export async function each(descriptors: readonly number[], act: (fd: number) => unknown): Promise<void> {
  for (const fd of descriptors) {
    await act(fd);
  }
}
