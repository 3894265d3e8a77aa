import { isLoopback, isV4, isWildcard } from '../sockets/address';
import { socketFlag } from '../sockets/socketTable';
import type { ProcessInfo } from '../system/processInfo';
import type { Facts } from './check';

/** A listening socket as the checks of listeners look at it. */
export interface Listener {
  readonly row: number;
  readonly port: number;
  readonly inode: number;
  readonly wildcard: boolean;
  readonly loopback: boolean;
  readonly takesV4: boolean;
  readonly takesV6: boolean;
  readonly owners: readonly ProcessInfo[];
}

/** Every listener of the reading. */
export function listenersOf({ tracked: { table }, survey, owners }: Facts): Listener[] {
  return Array.from(survey.rowsIn('LISTEN'), row => {
    const words = table.localAddress;
    const v4 = isV4(words, row * 4);
    const wildcard = isWildcard(words, row * 4);
    const inode = table.inode[row]!;
    return {
      row,
      port: table.localPort[row]!,
      inode,
      wildcard,
      loopback: isLoopback(words, row * 4),
      takesV4: v4 || (wildcard && (table.flags[row]! & socketFlag.v6Only) === 0),
      takesV6: !v4,
      owners: inode === 0 ? [] : owners.ownersOf(inode),
    };
  });
}

/** Programs that developers run for themselves: what they serve is seldom meant for other machines. */
const runtimes = new Set(
  'node deno bun python python3 ruby php java dotnet go vite webpack next esbuild gunicorn uvicorn flask rails'.split(
    ' ',
  ),
);

/** 'python3.11' is python3, 'node' is node. */
export function isDevelopersProgram({ name }: ProcessInfo): boolean {
  return runtimes.has(name) || runtimes.has(name.replace(/[\d.]+$/, ''));
}
