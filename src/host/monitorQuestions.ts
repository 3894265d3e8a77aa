import type { Scope } from '../core/programs/scope';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { BrowseReply, BrowseRequest, ScopedReply, SearchReply, Trace } from '../protocol/monitor';
import type { MonitorClient } from './monitorClient/monitorClient';

/** What views ask the monitor about single sockets, in the moment that the window looks at. */
export abstract class MonitorQuestions {
  protected constructor(protected readonly client: MonitorClient) {}

  browse(request: BrowseRequest): Promise<BrowseReply> {
    return this.client.browse(request);
  }

  async trace(ids: readonly string[]): Promise<readonly Trace[]> {
    return ids.length === 0 ? [] : this.client.trace(ids);
  }

  search(filter: string, limit: number): Promise<SearchReply> {
    return this.client.search(filter, limit);
  }

  /** What some processes hold now, also while the past is shown. */
  scoped(scope: Scope, limit: number): Promise<ScopedReply | undefined> {
    return this.client.scoped(scope, limit);
  }

  /** As they are now, also while the past is shown. */
  rows(ids: readonly string[]): Promise<readonly BrowsedRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.client.rows(ids);
  }

  shownRows(ids: readonly string[]): Promise<readonly BrowsedRow[]> {
    return ids.length === 0 ? Promise.resolve([]) : this.client.shownRows(ids);
  }

  details(id: string): Promise<SocketDetails | undefined> {
    return this.client.details(id);
  }
}
