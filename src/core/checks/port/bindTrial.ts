import type { BindAddress, BindVerdict } from './portReport';

/** What the kernel answered to bind(2), undone at once: 'ok', or the error's name. */
export type BindOutcome = 'ok' | 'EADDRINUSE' | 'EACCES' | 'EADDRNOTAVAIL' | 'EAFNOSUPPORT' | (string & {});

/** A real bind on one address, with and without SO_REUSEADDR. It never listened, so nobody could connect. */
export interface BindTrial {
  address: BindAddress;
  plain: BindOutcome;
  withReuseAddress: BindOutcome;
}

/**
 * Whether the rules foretold what the kernel did. 'with-reuseaddr' leaves open what only the kernel knows: whether the
 * sockets in the way have SO_REUSEADDR too.
 */
export function agrees({ verdict }: BindVerdict, { plain, withReuseAddress }: BindTrial): boolean {
  switch (verdict) {
    case 'yes':
      return plain === 'ok' && withReuseAddress === 'ok';
    case 'with-reuseaddr':
      return plain !== 'ok';
    case 'no':
      return plain !== 'ok' && withReuseAddress !== 'ok';
  }
}
