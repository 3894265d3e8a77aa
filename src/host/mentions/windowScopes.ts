import type { Scope } from '../../core/programs/scope';
import type { ScopeName, Scopes } from '../scope/scopes';

/** The narrowest first: what is debugged may also run in a terminal, and in a folder of the workspace. */
const names: readonly ScopeName[] = ['debug', 'terminals', 'workspace'];

/** What of this window a process can belong to, now. */
export function windowScopes(scopes: Pick<Scopes, 'scopeOf'>): Scope[] {
  return names
    .flatMap(name => scopes.scopeOf(name) ?? [])
    .filter(({ roots = [], folders = [] }) => roots.length + folders.length > 0);
}
