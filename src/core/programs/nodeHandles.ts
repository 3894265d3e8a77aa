import type { SocketRow } from '../sockets/socketRow';

/** A property of the answer is called so: number, then the event that the function listens to. */
const placeName = /^p(\d+)_(\w+)$/;

/**
 * JavaScript that a Node.js program evaluates under its debugger: finds the socket with these ends among its open handles,
 * and answers an object of the functions that have to do with it: p0_data, p1_end, p2_connection. They are those that listen
 * to the socket's own events, then to those of the HTTP request that is under way on it, then those of the server that accepted it.
 * Changes nothing, and calls none of the functions.
 */
export function handlesExpression({
  local,
  remote,
  direction,
}: Pick<SocketRow, 'local' | 'remote'> & Direction): string {
  const wanted = JSON.stringify({ local, remote, listens: direction === 'none' });
  return `((wanted) => {
  const plain = address => String(address).replace(/^::ffff:(?=\\d+\\.)/i, '').replace(/%.*$/, '');
  const isEnd = (address, port, end) => port === end.port && plain(address) === plain(end.address);
  const isWanted = handle => {
    if (wanted.listens) {
      const own = typeof handle.address === 'function' && typeof handle.getConnections === 'function' && handle.address();
      return !!own && typeof own === 'object' && isEnd(own.address, own.port, wanted.local);
    }
    return handle.remotePort === wanted.remote.port && isEnd(handle.localAddress, handle.localPort, wanted.local);
  };
  const found = process._getActiveHandles().filter(handle => handle && isWanted(handle));
  const places = {};
  const add = (emitter, events) => {
    for (const event of emitter && typeof emitter.rawListeners === 'function' ? events : []) {
      for (const raw of emitter.rawListeners(event)) {
        places['p' + Object.keys(places).length + '_' + event] = raw.listener || raw;
      }
    }
  };
  for (const handle of found) {
    if (!wanted.listens) {
      add(handle, ['data', 'readable', 'end', 'close', 'drain', 'timeout', 'connect']);
      // The request that is under way on it, and its answer.
      add(handle._httpMessage, ['response', 'upgrade', 'information', 'error', 'timeout', 'finish', 'close']);
      add(handle._httpMessage && (handle._httpMessage.res || handle._httpMessage.req), ['data', 'readable', 'end', 'close', 'aborted']);
      if (Object.getOwnPropertySymbols(handle).some(({ description }) => description === 'client')) {
        places.openedByFetch = true;
      }
    }
    add(wanted.listens ? handle : handle.server || handle._server, ['request', 'connection', 'secureConnection', 'upgrade', 'listening']);
  }
  // Node.js counts none of these among its active handles.
  for (const name of process.getBuiltinModule ? ['http', 'https'] : []) {
    const kept = Object.values(process.getBuiltinModule(name).globalAgent.freeSockets).flat();
    if (!wanted.listens && kept.some(isWanted)) {
      places.keptByAgent = true;
    }
  }
  return places;
})(${wanted})`;
}

interface Direction {
  /** 'none' is a listener. */
  direction: string;
}

/** Why only functions of Node.js itself handle a socket, as the answer may say: the agent of Node.js keeps it, or fetch() opened it. */
export function reasonOf(property: string): 'keptByAgent' | 'openedByFetch' | undefined {
  return property === 'keptByAgent' || property === 'openedByFetch' ? property : undefined;
}

/** The event whose function a property of the answer is; undefined for what the debugger adds. */
export function eventOfPlace(property: string): string | undefined {
  return placeName.exec(property)?.[2];
}
