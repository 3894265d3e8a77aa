import type { Container } from './processOrigin';

/** What a network namespace can be told by, which never changes: a container mostly. See network_namespaces(7). */
export interface NamespaceIdentity {
  /** Inode of its table of sockets in /proc, which everybody may see: one for all its processes, as long as it lasts. */
  readonly id: number;
  /** What ip-netns(8) calls it. */
  readonly name?: string;
  readonly container?: Container;
  /** The one that has run the longest. */
  readonly process: { readonly pid: number; readonly name: string };
}

/** A network namespace of this machine, with sockets and ports of its own. */
export interface NamespaceInfo extends NamespaceIdentity {
  /** The one that the reader itself is in. */
  readonly isOwn: boolean;
  /** How many processes are in it, of those that can be seen. */
  readonly processCount: number;
  /** How many TCP sockets it has, short of those in SYN-RECEIVED and BOUND; absent where that cannot be read. */
  readonly socketCount?: number;
  /** The reader may enter it (CAP_SYS_ADMIN, see setns(2)). Otherwise only its files in /proc are read. */
  readonly canEnter: boolean;
}
