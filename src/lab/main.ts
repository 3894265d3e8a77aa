import { createBirpc } from 'birpc';
import type { LabFunctions } from '../protocol/lab';
import { Lab } from './lab';

/** A forgotten lab ends by itself after so long. Milliseconds; tests pass a shorter time. */
const lifetimeMs = Number(process.argv[2] ?? 10 * 60_000);

/** Entry of the process whose sockets are on show: forked with an IPC channel by the extension host, or by a test. */
function main(): void {
  const lab = new Lab();
  const exit = () => {
    void lab.end().finally(() => process.exit(0));
  };
  setTimeout(exit, lifetimeMs);
  createBirpc<object, LabFunctions>(lab, {
    post: message => process.send?.(message),
    on: listener => process.on('message', listener),
    bind: 'functions',
  });
  process.on('disconnect', exit);
}

main();
