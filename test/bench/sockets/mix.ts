/** What a number of sockets is made of: a busy machine's states, in round shares. */
export interface Mix {
  listening: number;
  /** Connections with both ends here, ESTABLISHED. */
  established: number;
  /** Connections with both ends here, one in CLOSE-WAIT and one in FIN-WAIT-2. */
  halfClosed: number;
  /** Sockets that only the kernel holds any more. */
  timeWait: number;
}

const timeWaitShare = 0.13;
const halfClosedShare = 0.03;
const listeningShare = 0.01;
/** Of one process. */
const mostListeners = 60;

export function mixOf(sockets: number): Mix {
  const listening = Math.max(2, Math.min(mostListeners, Math.round(sockets * listeningShare)));
  const timeWait = Math.round(sockets * timeWaitShare);
  const halfClosed = Math.round(sockets * halfClosedShare);
  const established = Math.round((sockets - listening - timeWait) / 2) - halfClosed;
  return { listening, established, halfClosed, timeWait };
}

/** Descriptors for what opens and closes meanwhile, and for the process itself. */
const spareDescriptors = 600;

/** How many sockets of the mix a process can hold with so many file descriptors. */
export function socketsWithin(descriptors: number): number {
  return Math.floor((descriptors - spareDescriptors) / (1 - timeWaitShare));
}
