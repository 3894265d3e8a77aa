import type { BindVerdict } from './portReport';

/** What the kernel answered to bind(2), undone at once: 'ok', or the error's name. */
export type BindOutcome = 'ok' | 'EADDRINUSE' | 'EACCES' | 'EADDRNOTAVAIL' | 'EAFNOSUPPORT' | (string & {});

/** A real bind on one address, without options and with either. It never listened, so nobody could connect. */
export interface BindTrial {
  address: string;
  plain: BindOutcome;
  withReuseAddress: BindOutcome;
  withReusePort: BindOutcome;
}

/**
 * Whether the rules foretold what the kernel did. They leave open what only the kernel knows: whether the sockets in the way
 * have SO_REUSEADDR or SO_REUSEPORT too, and for the latter whose they are.
 */
export function agrees({ verdict }: BindVerdict, { plain, withReuseAddress }: BindTrial): boolean {
  switch (verdict) {
    case 'yes':
      return plain === 'ok' && withReuseAddress === 'ok';
    case 'with-reuseaddr':
      return plain !== 'ok';
    case 'with-reuseport':
    case 'no':
      return plain !== 'ok' && withReuseAddress !== 'ok';
  }
}
