import type { Tracked } from '../core/history/tracker';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { filterRows } from '../core/sockets/filter';
import { GroupIndex, firstRows, type GroupBy, type GroupCount } from '../core/sockets/grouping';
import { identityText } from '../core/sockets/identity';
import { otherEndsOf } from '../core/sockets/otherEnds';
import { parseQuery, type Query, type RowOrder } from '../core/sockets/query';
import { browsedRowOf, type Owners } from '../core/sockets/rows';
import type { BrowsePage, BrowseReply, BrowseRequest, Group, SearchReply } from '../protocol/monitor';
import { stateCountsOf } from './stateCounts';

const noLoopback: Query = { terms: [{ negated: true, test: { key: 'loopback' } }] };

/** The rows of a reading that a filter finds, and how they were grouped last. */
interface Matching {
  readonly tracked: Tracked;
  readonly key: string;
  readonly rows: Uint32Array;
  readonly order: RowOrder | undefined;
  groups: { grouping: GroupBy; index: GroupIndex } | undefined;
}

/** Answers what is on screen from the last reading: filters once a reading, then groups and pages what is asked for. */
export class Browser {
  private matching: Matching | undefined;
  private readonly rates = new GroupRates();

  constructor(private readonly owners: Owners) {}

  browse(tracked: Tracked, sequence: number, request: BrowseRequest): BrowseReply {
    const matching = this.match(tracked, request.filter, request.hideLoopback);
    const { rows } = matching;
    const groups = this.groupsOf(matching, request.grouping);
    const scope = `${request.grouping}\n${request.filter}\n${String(request.hideLoopback)}`;
    return {
      sequence,
      takenAt: tracked.table.takenAt,
      total: tracked.table.length,
      matching: rows.length,
      pages: request.pages.map(({ path, limit }) => this.page(matching, groups, path, limit, scope)),
    };
  }

  /** The first rows that a filter finds. What the tree asked last stays worked out: its next question comes soon. */
  search(tracked: Tracked, filter: string, limit: number): SearchReply {
    const { terms, order } = queryOf(filter);
    const found = filterRows(tracked, { terms }, this.owners);
    const rows = this.rows(tracked, firstRows(tracked, found, limit, order));
    return { takenAt: tracked.table.takenAt, total: found.length, rows };
  }

  /** The full rows with their other ends, for rows that somebody looks at. */
  rows({ table, entries, entryOf }: Tracked, rows: readonly number[]): BrowsedRow[] {
    const others = otherEndsOf(table, rows);
    return rows.map((row, index) => {
      const browsed = browsedRowOf(table, row, entries, entryOf[row]!, this.owners);
      const other = others[index]!;
      return other === -1 ? browsed : { ...browsed, otherEnd: identityText(table, other) };
    });
  }

  private match(tracked: Tracked, filter: string, hideLoopback: boolean): Matching {
    const key = `${filter}\n${String(hideLoopback)}`;
    if (this.matching?.tracked !== tracked || this.matching.key !== key) {
      const query = queryOf(filter);
      const terms = [...query.terms, ...(hideLoopback ? noLoopback.terms : [])];
      const rows = filterRows(tracked, { terms }, this.owners);
      this.matching = { tracked, key, rows, order: query.order, groups: undefined };
    }
    return this.matching;
  }

  /** Kept for the next question about the same reading, except by process: a walk may have found more since. */
  private groupsOf(matching: Matching, grouping: GroupBy): GroupIndex {
    if (matching.groups?.grouping !== grouping || grouping === 'process') {
      const index = new GroupIndex(matching.tracked, matching.rows, grouping, this.owners);
      matching.groups = { grouping, index };
    }
    return matching.groups.index;
  }

  private page(
    { tracked, order }: Matching,
    groups: GroupIndex,
    path: readonly string[],
    limit: number,
    scope: string,
  ): BrowsePage {
    const by = groups.levelBelow(path);
    if (by === undefined) {
      const inside = groups.rowsIn(path);
      const rows = this.rows(tracked, firstRows(tracked, inside, limit, order));
      return { path, total: inside.length, groups: [], rows };
    }
    const counted = groups.groupsIn(path, by, limit);
    const shown = counted.groups.map(group => this.toGroup(tracked, by, path, group, scope));
    return { path, total: counted.total, groups: shown, rows: [] };
  }

  private toGroup(
    { table, services }: Tracked,
    by: GroupBy,
    parent: readonly string[],
    { key, count, byState, process }: GroupCount,
    scope: string,
  ): Group {
    const path = [...parent, key];
    return {
      path,
      key,
      by,
      count,
      perSecond: this.rates.perSecond(`${scope}\n${path.join('/')}`, count, table.takenAt),
      counts: stateCountsOf(byState),
      ...(process !== undefined && {
        process: {
          pid: process.pid,
          name: process.name,
          ...(process.command !== undefined && { command: process.command }),
        },
      }),
      ...(by === 'port' && { listening: services.listens(Number(key)) }),
    };
  }
}

function queryOf(filter: string): Query {
  const parsed = parseQuery(filter);
  if (!parsed.ok) {
    throw new Error(`The filter is not valid: ${filter}`);
  }
  return parsed.query;
}

/** Over a shorter time a rate would be the noise of a single socket. Milliseconds. */
export const shortestRateMs = 1_000;
/** Forgets what was not asked for in this long. Milliseconds. */
const forgetMs = 60_000;

/** How fast groups grow, from what was answered for the reading before. */
class GroupRates {
  private readonly groups = new Map<string, { count: number; takenAt: number; perSecond: number }>();

  perSecond(group: string, count: number, takenAt: number): number {
    const last = this.groups.get(group);
    const elapsed = last === undefined ? Infinity : takenAt - last.takenAt;
    if (last !== undefined && elapsed >= 0 && elapsed < shortestRateMs) {
      return last.perSecond;
    }
    const perSecond = last === undefined || elapsed < 0 ? 0 : ((count - last.count) * 1_000) / elapsed;
    // Re-inserting keeps the map in order of use, so that forgetting looks at the oldest only.
    this.groups.delete(group);
    this.groups.set(group, { count, takenAt, perSecond });
    for (const [name, { takenAt: usedAt }] of this.groups) {
      if (usedAt >= takenAt - forgetMs) {
        break;
      }
      this.groups.delete(name);
    }
    return perSecond;
  }
}
