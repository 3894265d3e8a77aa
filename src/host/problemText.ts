import * as vscode from 'vscode';
import type { Problem } from '../core/sockets/problem';

/** Why less is known than could be, as a sentence. */
export function problemText({ code, detail }: Problem): string {
  const cause = detail ?? '';
  switch (code) {
    case 'no-native-binary':
      return vscode.l10n.t(
        'The native library for netlink does not load, so /proc/net/tcp is read instead. {0}',
        cause,
      );
    case 'no-sock-diag':
      return vscode.l10n.t('The kernel refuses netlink SOCK_DIAG, so /proc/net/tcp is read instead. {0}', cause);
    case 'no-source':
      return vscode.l10n.t('The sockets of this machine cannot be read. {0}', cause);
    case 'inconsistent-reading':
      return vscode.l10n.t('The sockets changed while they were read, so this reading may miss a few.');
    case 'other-users-processes':
      return vscode.l10n.t("Processes of other users cannot be named without root's rights (CAP_SYS_PTRACE).");
    case 'processes-pending':
      return vscode.l10n.t('The processes are still being searched; some sockets get theirs with a later reading.');
    case 'no-processes':
      return vscode.l10n.t('The processes of this machine cannot be listed. {0}', cause);
    case 'no-namespace-entry':
      return vscode.l10n.t(
        "Read from /proc, because only root may enter another network namespace ({0}): backlog limits, bound sockets and the namespace's own settings are not known.",
        cause,
      );
    case 'namespace-ended':
      return vscode.l10n.t('The network namespace has ended: no process is in it any more.');
    case 'unsupported-platform':
      return vscode.l10n.t('Socketscope cannot read the sockets of this operating system yet. {0}', cause);
  }
}
