import type { Emptiness } from '../ids';
import type { Model } from '../model';
import type { SocketTree } from './socketTree';

/** Why the tree shows nothing; undefined when it shows something, or will in a moment. */
export function emptinessOf(
  { health, paused, frame }: Pick<Model, 'health' | 'paused' | 'frame'>,
  reply: SocketTree['reply'],
): Emptiness | undefined {
  if (reply !== undefined) {
    if (reply.total === 0) {
      return 'no-sockets';
    }
    return reply.matching === 0 ? 'filter-hides-all' : undefined;
  }
  switch (health) {
    case 'unsupported':
    case 'unreadable':
      return health;
    case 'restarting':
      return undefined;
    case 'well':
      return paused && frame === undefined ? 'not-read' : undefined;
  }
}
