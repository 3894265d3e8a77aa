/** Why less is known than could be. The host has a sentence for each code; `detail` is an errno, a path, or a name. */
export type ProblemCode =
  /** koffi's native binary is missing or does not load: /proc is read instead. */
  | 'no-native-binary'
  /** The kernel or its sandbox refuses netlink SOCK_DIAG (EPERM, EPROTONOSUPPORT): /proc is read instead. */
  | 'no-sock-diag'
  /** Neither netlink nor /proc/net/tcp can be read. */
  | 'no-source'
  /** The kernel said that the dump was inconsistent even when read again. */
  | 'inconsistent-reading'
  /** Processes of other users cannot be named without root or CAP_SYS_PTRACE. */
  | 'other-users-processes'
  /** The walk over processes is not finished yet; some sockets will get their process with a later reading. */
  | 'processes-pending'
  /** The processes of this machine cannot be listed: /proc is not mounted or not to be read. */
  | 'no-processes'
  /** Another network namespace may not be entered (EPERM, EACCES): its files in /proc are read instead. */
  | 'no-namespace-entry'
  /** The network namespace that was read has no process any more. */
  | 'namespace-ended'
  /** This platform has no collector yet. */
  | 'unsupported-platform';

export interface Problem {
  code: ProblemCode;
  detail?: string;
}
