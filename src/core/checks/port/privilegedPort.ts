import type { PortCase } from './portCase';

/** net.ipv4.ip_unprivileged_port_start: bind() answers EACCES below it without CAP_NET_BIND_SERVICE. */
export const privilegedPort: PortCase = ({ port, system: { unprivilegedPortStart, mayBindPrivileged } }) =>
  unprivilegedPortStart !== undefined && port < unprivilegedPortStart
    ? [
        {
          code: 'privileged',
          start: unprivilegedPortStart,
          mayBind: mayBindPrivileged === true,
          confidence: 'measured',
          sockets: [],
        },
      ]
    : [];
