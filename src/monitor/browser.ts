import type { Tracked } from '../core/history/tracker';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { filterRows } from '../core/sockets/filter';
import { GroupIndex, oldestRows, type GroupBy, type GroupCount } from '../core/sockets/grouping';
import { identityText } from '../core/sockets/identity';
import { OtherEnds } from '../core/sockets/otherEnds';
import { parseQuery, type Query } from '../core/sockets/query';
import { browsedRowOf, type Owners } from '../core/sockets/rows';
import type { BrowsePage, BrowseReply, BrowseRequest, Group } from '../protocol/monitor';
import { stateCountsOf } from './stateCounts';

const noLoopback: Query = { terms: [{ negated: true, test: { key: 'loopback' } }] };

/** Answers what is on screen from the last reading: filters once a reading, then groups and pages what is asked for. */
export class Browser {
  private matching: { tracked: Tracked; key: string; rows: Uint32Array } | undefined;
  private ends: { tracked: Tracked; index: OtherEnds } | undefined;
  private readonly rates = new GroupRates();

  constructor(private readonly owners: Owners) {}

  browse(tracked: Tracked, sequence: number, request: BrowseRequest): BrowseReply {
    const rows = this.match(tracked, request.filter, request.hideLoopback);
    const groups = new GroupIndex(tracked, rows, request.grouping, this.owners);
    const scope = `${request.grouping}\n${request.filter}\n${String(request.hideLoopback)}`;
    return {
      sequence,
      takenAt: tracked.table.takenAt,
      total: tracked.table.length,
      matching: rows.length,
      pages: request.pages.map(({ path, limit }) => this.page(tracked, groups, path, limit, scope)),
    };
  }

  /** The full row with its other end, for rows that somebody looks at. */
  row(tracked: Tracked, row: number): BrowsedRow {
    const browsed = browsedRowOf(tracked.table, row, tracked.entries, tracked.entryOf[row]!, this.owners);
    if (this.ends?.tracked !== tracked) {
      this.ends = { tracked, index: new OtherEnds(tracked.table) };
    }
    const other = this.ends.index.find(row);
    return other === -1 ? browsed : { ...browsed, otherEnd: identityText(tracked.table, other) };
  }

  private match(tracked: Tracked, filter: string, hideLoopback: boolean): Uint32Array {
    const key = `${filter}\n${String(hideLoopback)}`;
    if (this.matching?.tracked !== tracked || this.matching.key !== key) {
      const parsed = parseQuery(filter);
      if (!parsed.ok) {
        throw new Error(`The filter is not valid: ${filter}`);
      }
      const terms = [...parsed.query.terms, ...(hideLoopback ? noLoopback.terms : [])];
      this.matching = { tracked, key, rows: filterRows(tracked, { terms }, this.owners) };
    }
    return this.matching.rows;
  }

  private page(
    tracked: Tracked,
    groups: GroupIndex,
    path: readonly string[],
    limit: number,
    scope: string,
  ): BrowsePage {
    const by = groups.levelBelow(path);
    if (by === undefined) {
      const inside = groups.rowsIn(path);
      const rows = oldestRows(tracked, inside, limit).map(row => this.row(tracked, row));
      return { path, total: inside.length, groups: [], rows };
    }
    const counted = groups.groupsIn(path, by);
    const shown = counted.slice(0, limit).map(group => this.toGroup(tracked, by, path, group, scope));
    return { path, total: counted.length, groups: shown, rows: [] };
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

/** Forgets what was not asked for in this long. Milliseconds. */
const forgetMs = 60_000;

/** How fast groups grow, from what was answered for the reading before. */
class GroupRates {
  private readonly groups = new Map<string, { count: number; takenAt: number; perSecond: number }>();

  perSecond(group: string, count: number, takenAt: number): number {
    const last = this.groups.get(group);
    if (last?.takenAt === takenAt) {
      return last.perSecond;
    }
    const perSecond = last === undefined ? 0 : ((count - last.count) * 1_000) / (takenAt - last.takenAt);
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
