// A child process of the benchmark: the library that other extensions use, in a running process as they have it.
import { networkConnections } from 'systeminformation';
import type { StateCounts } from '../../../src/protocol/monitor';
import { serve } from '../childEnd';
import { tallyStates } from './stateTally';
import type { Run } from './run';

export interface LibraryFunctions {
  read(): Promise<Run & { counts: StateCounts }>;
}

const functions: LibraryFunctions = {
  async read() {
    const began = performance.now();
    const connections = await networkConnections();
    const ms = performance.now() - began;
    return { ms, sockets: connections.length, counts: tallyStates(connections.map(({ state }) => state)) };
  },
};

serve(functions);
