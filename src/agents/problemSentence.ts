import type { Problem, ProblemCode } from '../core/sockets/problem';

const sentences: Readonly<Record<ProblemCode, string>> = {
  'no-native-binary': 'Netlink cannot be used, so /proc/net/tcp was read: timers and some details are missing.',
  'no-sock-diag': 'The kernel refuses netlink SOCK_DIAG, so /proc/net/tcp was read: some details are missing.',
  'no-source': 'The sockets of this machine cannot be read.',
  'inconsistent-reading': 'The sockets changed while they were read, so a few may be missing.',
  'other-users-processes': 'Processes of other users cannot be named without root or CAP_SYS_PTRACE.',
  'processes-pending': 'Processes are still being searched: ask again for those that are missing.',
  'no-processes': 'The processes of this machine cannot be listed.',
  'no-namespace-entry': 'Another network namespace may not be entered, so less is known of it.',
  'namespace-ended': 'The network namespace that was read has ended.',
  'unsupported-platform': 'The sockets of this operating system cannot be read yet; Linux can.',
};

/** Why less is known than could be, for a model: in English, whatever the window's language is. */
export function problemSentence({ code, detail }: Problem): string {
  return detail === undefined ? sentences[code] : `${sentences[code]} (${detail})`;
}
