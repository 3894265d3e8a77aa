import { parentPort } from 'node:worker_threads';
import { FdLinks } from './fdLinks';
import { loadLibc } from './libc';
import { claimStep, doStep, type SharedScan } from './sharedScan';

/** Entry of the second thread: it takes part in each scan that it is sent, until no step of it is left. */
function main(): void {
  const links = new FdLinks(loadLibc());
  parentPort!.on('message', (scan: SharedScan) => {
    for (let step; (step = claimStep(scan)) !== undefined;) {
      doStep(scan, step, links);
    }
  });
}

main();
