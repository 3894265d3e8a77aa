import type { CheckReport } from '../core/checks/check';
import type { Finding } from '../core/checks/finding';
import type { PortReport } from '../core/checks/port/portReport';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import type { Snapshot, SocketQuery } from '../protocol/monitor';

/** Where the answers for agents come from: the window's monitor, or one of the MCP server's own. Each call reads anew. */
export interface AgentSource {
  snapshot(query: SocketQuery): Promise<Snapshot>;
  check(): Promise<CheckReport>;
  inspectPort(port: number): Promise<PortReport>;
  /** Of the last reading; ids that have gone are left out. */
  rows(ids: readonly string[]): Promise<readonly BrowsedRow[]>;
  /** An English file of media/explain: 'close-wait.md', 'checks/churn.md'. */
  explanation(path: string): Promise<string>;
  /** Whether the user has called a finding in order; absent where nobody could. */
  isIgnored?(finding: Finding): boolean;
}
