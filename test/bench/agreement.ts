import type { StateCounts } from '../../src/protocol/monitor';
import { Child } from './child';
import type { LibraryFunctions } from './subjects/library';
import type { OurFunctions } from './subjects/ours';
import { lsof, netstat, ss } from './subjects/program';
import { tallyStates } from './subjects/stateTally';

/** What one reader counted. */
export interface Census {
  title: string;
  counts: StateCounts;
}

/** Counts the sockets of each state with every reader, one after another and ours first and last: what differs, and how. */
export async function takeCensus(): Promise<Census[]> {
  const ours = new Child<OurFunctions>('ours.js');
  const library = new Child<LibraryFunctions>('library.js');
  const read = async (title: string, source: 'sock_diag' | 'proc') => ({
    title,
    counts: (await ours.call.read(source)).counts,
  });
  try {
    const censuses = [
      await read('Socketscope, sock_diag', 'sock_diag'),
      await read('Socketscope, /proc/net/tcp', 'proc'),
    ];
    for (const program of [ss, netstat, lsof]) {
      if (program.isInstalled) {
        censuses.push({ title: program.title, counts: tallyStates(await program.states()) });
      }
    }
    censuses.push({ title: 'systeminformation', counts: (await library.call.read()).counts });
    return [...censuses, await read('Socketscope, sock_diag, once more', 'sock_diag')];
  } finally {
    await Promise.all([ours.stop(), library.stop()]);
  }
}
