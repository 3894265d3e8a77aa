import type { Check, Facts } from './check';
import type { Found } from './finding';
import { usablePorts } from './usablePorts';

/** So many ports would be shared by plain connect(): then it means something that none is. */
const expectedShared = 20;
/** Less than this share of what chance would give is no chance. */
const suspiciousShare = 0.1;

/**
 * C03: the whole ephemeral range is nearly in use, or ports are not shared between destinations as connect() shares them:
 * a socket that calls bind() before connect() keeps its port for itself (IP_BIND_ADDRESS_NO_PORT, ip(7), restores sharing).
 */
export function portRange(): Check {
  return {
    code: 'port-range',
    lacks: ({ system }) => (system.ephemeralPorts === undefined ? 'port-range' : undefined),
    find(facts) {
      const usable = usablePorts(facts);
      const use = useOf(facts);
      const bindsFirst = use.expectedShared >= expectedShared && use.shared < use.expectedShared * suspiciousShare;
      const share = use.distinct / usable;
      if (
        share < facts.thresholds.portRangeInfo &&
        !(bindsFirst && share >= facts.thresholds.portsPerDestinationWarning)
      ) {
        return [];
      }
      return [found(bindsFirst, { usable, share, distinct: use.distinct, connections: use.connections })];
    },
  };
}

function found(bindsFirst: boolean, numbers: Found['numbers']): Found {
  return {
    code: 'port-range',
    severity: bindsFirst ? 'warning' : 'info',
    cause: bindsFirst ? 'bind-before-connect' : 'nearly-full',
    subject: 'all',
    numbers,
    evidence: [],
    confidence: bindsFirst ? 'inferred' : 'measured',
    actor: 'program',
  };
}

/** Ports of outgoing connections, and how many connections would share one if destinations took theirs by chance. */
function useOf({ survey, tracked: { table }, system }: Facts) {
  const { low, high } = system.ephemeralPorts!;
  const { length, localPort, remotePort } = table;
  // What a listener has counts as seen, so that it is not counted.
  const seen = survey.listens.slice();
  let distinct = 0;
  for (let row = 0; row < length; row++) {
    const port = localPort[row]!;
    if (seen[port] === 0 && port >= low && port <= high && remotePort[row] !== 0) {
      seen[port] = 1;
      distinct += 1;
    }
  }
  const counts = survey.destinations.all.map(({ ephemeral }) => ephemeral);
  const connections = counts.reduce((sum, count) => sum + count, 0);
  const squares = counts.reduce((sum, count) => sum + count * count, 0);
  return {
    distinct,
    connections,
    shared: Math.max(0, connections - distinct),
    expectedShared: (connections * connections - squares) / (2 * (high - low + 1)),
  };
}
