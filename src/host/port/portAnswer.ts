import type { BindTrial } from '../../core/checks/port/bindTrial';
import type { PortReport } from '../../core/checks/port/portReport';
import type { Starter } from './starters';

/** Everything that is shown of a port: what the monitor found, and what of this window started it. */
export interface PortAnswer {
  readonly report: PortReport;
  /** The user asked about a server on this address. */
  readonly address?: string;
  /** Of each of the report's origins, by its pid. */
  readonly starters: ReadonlyMap<number, readonly Starter[]>;
  /** It is about another network namespace than our own, where no bind can be tried. */
  readonly isElsewhere: boolean;
  /** Present once the user has asked for a trial. */
  readonly trials?: readonly BindTrial[];
}
