import type { Platform } from '../collect/collector';
import type { BindTrial } from '../core/checks/port/bindTrial';
import type { PortReport } from '../core/checks/port/portReport';
import { reportPort } from '../core/checks/port/reportPort';
import type { Browser } from './browser';
import type { Pass } from './reader';

/** Answers who holds a port: what the reading shows, and what only a question about this one port is worth reading. */
export class PortInspector {
  constructor(
    private readonly platform: Pick<Platform, 'originOf' | 'foreignListeners' | 'trialBind'>,
    private readonly browser: Pick<Browser, 'rows'>,
  ) {}

  /**
   * @param address where a server is wanted, if that was asked
   * @param namespace the one that the pass is of, if it is not the monitor's own
   */
  inspect({ tracked, system }: Pass, port: number, address?: string, namespace?: number): PortReport {
    const foreign = this.platform.foreignListeners?.(port) ?? [];
    return reportPort({
      port,
      ...(address !== undefined && { address }),
      tracked,
      system,
      foreign: foreign.filter(listener => listener.namespace !== namespace),
      toRows: rows => this.browser.rows(tracked, rows),
      originOf: pid => this.platform.originOf?.(pid),
    });
  }

  tryBind(port: number, addresses: readonly string[]): readonly BindTrial[] {
    const { trialBind } = this.platform;
    if (trialBind === undefined) {
      throw new Error('A bind cannot be tried on this platform.');
    }
    return addresses.map(address => trialBind(port, address));
  }
}
