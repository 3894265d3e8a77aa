import type { PortEvidence } from './portReport';
import type { PortFacts } from './portFacts';

/** One branch of the decision tree: what it finds out about the port, if anything. */
export type PortCase = (facts: PortFacts) => readonly PortEvidence[];
