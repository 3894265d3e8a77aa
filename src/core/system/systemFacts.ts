/**
 * Facts of the network namespace and the host that checks reason with. Read from /proc on Linux
 * (Documentation/networking/ip-sysctl.rst); what cannot be read is absent.
 */
export interface SystemFacts {
  /** net.ipv4.ip_local_port_range, both ends included. */
  ephemeralPorts?: PortRange;
  /** net.ipv4.ip_local_reserved_ports. */
  reservedPorts?: readonly PortRange[];
  /** net.ipv4.ip_unprivileged_port_start: lower ports need CAP_NET_BIND_SERVICE. */
  unprivilegedPortStart?: number;
  /** The process that reads may bind below unprivilegedPortStart. */
  mayBindPrivileged?: boolean;
  /** Effective user of the process that reads. */
  uid?: number;
  /** ::1 can be bound here. */
  hasIpv6Loopback?: boolean;
  /** Families of the addresses that 'localhost' stands for in /etc/hosts. */
  localhostFamilies?: readonly (4 | 6)[];
  /** An interface other than loopback is up and has an address: other machines may reach a server here. */
  hasExternalAddress?: boolean;
  /** Of all interfaces that are up, in canonical text without zones; 127.0.0.0/8 is not listed whole. */
  ownAddresses?: readonly string[];
  /** The source shows sockets that are bound and do not listen (sock_diag from Linux 6.8 on). */
  showsBoundSockets?: boolean;
  /** Plain integer sysctls by the last part of their name: somaxconn, tcp_fin_timeout, tcp_tw_reuse, tcp_syncookies ... */
  sysctls: Readonly<Record<string, number>>;
  /** Counters of /proc/net/netstat, /proc/net/snmp and /proc/net/sockstat by 'Group.Name', e.g. 'TcpExt.ListenOverflows'. */
  counters: Readonly<Record<string, number>>;
}

export interface PortRange {
  low: number;
  high: number;
}
