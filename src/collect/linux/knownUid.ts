import { unknownUid } from '../../core/sockets/socketTable';

/**
 * The uid column's value for what the kernel reports. Sockets without an inode (TIME-WAIT, SYN-RECEIVED, closed by the
 * program) are mostly given a literal 0 (net/ipv4/tcp_ipv4.c, get_timewait4_sock; inet_diag.c, inet_twsk_diag_fill and
 * inet_req_diag_fill), which must not be taken for root.
 */
export function knownUid(uid: number, inode: number): number {
  return uid === 0 && inode === 0 ? unknownUid : uid;
}
