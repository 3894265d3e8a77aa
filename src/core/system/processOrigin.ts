/** Where a process comes from: plain data, of which absent is what the reader may not see or what does not exist. */
export interface ProcessOrigin {
  pid: number;
  name: string;
  command?: string;
  uid: number;
  /** The parent first, up to the first process of the pid namespace. */
  ancestors: readonly Ancestor[];
  workingDirectory?: string;
  git?: GitCheckout;
  container?: Container;
  /** The systemd unit whose cgroup it is in, such as nginx.service. */
  unit?: string;
}

export interface Ancestor {
  pid: number;
  name: string;
  command?: string;
}

/** The repository that a working directory lies in. */
export interface GitCheckout {
  /** The directory that holds .git. */
  root: string;
  /** Absent when HEAD is detached. */
  branch?: string;
  /** Of a detached HEAD, in full. */
  commit?: string;
}

export interface Container {
  runtime: 'docker' | 'podman' | 'containerd' | 'cri-o' | 'kubernetes' | 'lxc' | 'systemd-nspawn';
  /** In full; runtimes show its first 12 digits. A name for lxc and systemd-nspawn. */
  id: string;
}

/** A process of another network namespace that listens on a port there. */
export interface ForeignListener {
  /** Inode that the namespace's /proc/<pid>/net/tcp has: one for each namespace, and readable for everybody. */
  namespace: number;
  /** A process of that namespace; the listener's own where its descriptors may be read. */
  pid: number;
  name: string;
  /** Whether `pid` is known to hold the socket, or merely lives in its namespace. */
  holdsSocket: boolean;
  address: string;
  container?: Container;
}
