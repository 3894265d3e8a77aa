import type { ProcessFinder } from '../collect/collector';
import type { Tracked } from '../core/history/tracker';
import type { Families } from '../core/programs/families';
import type { Scope } from '../core/programs/scope';
import { ScopedRows } from '../core/programs/scopedRows';
import type { BrowsedRow } from '../core/sockets/browsedRow';
import { filterRows } from '../core/sockets/filter';
import type { GroupBy } from '../core/sockets/groupLevels';
import { GroupIndex, firstRows, type GroupCount } from '../core/sockets/grouping';
import { identityText } from '../core/sockets/identity';
import { otherEndsOf } from '../core/sockets/otherEnds';
import { parseQuery } from '../core/sockets/parseQuery';
import { summarizePorts, type PortSummary } from '../core/sockets/portSummary';
import type { Query, RowOrder } from '../core/sockets/query';
import { browsedRowOf, type Owners } from '../core/sockets/rows';
import type { BrowsePage, BrowseReply, BrowseRequest, Group, ScopedReply, SearchReply } from '../protocol/monitor';
import { stateCountsOf } from './stateCounts';

const noLoopback: Query = { terms: [{ negated: true, test: { key: 'loopback' } }] };

/** The rows of a reading that a filter finds, and how they were grouped last. */
interface Matching {
  readonly tracked: Tracked;
  readonly key: string;
  /** Of the scope, if there is one. */
  readonly pids: ReadonlySet<number> | undefined;
  readonly rows: Uint32Array;
  readonly order: RowOrder | undefined;
  groups: { grouping: GroupBy; index: GroupIndex } | undefined;
}

/** Ports that one question may be about; more are on nobody's screen. */
const mostPorts = 256;
/** Processes of a scope that a reply names. */
const mostPrograms = 20;
/** Scopes whose former connections are remembered. */
const mostScopes = 20;
/** Two views ask in turn: what was worked out for each stays. */
const mostMatching = 2;

/** Answers what is on screen from the last reading: filters once a reading, then groups and pages what is asked for. */
export class Browser {
  /** The one asked for last comes last. */
  private matchings: readonly Matching[] = [];
  private readonly rates = new GroupRates();
  /** By the id of the scope. */
  private readonly scopedRows = new Map<string, ScopedRows>();
  /** The reading for which the table of processes was looked at. */
  private lookedAt: Tracked | undefined;

  constructor(
    private readonly owners: Owners,
    private readonly programs: Pick<Families, 'look' | 'pidsOf' | 'named'>,
    private readonly processes: Pick<ProcessFinder, 'seek'> = {},
  ) {}

  browse(tracked: Tracked, sequence: number, request: BrowseRequest): BrowseReply {
    const matching = this.match(tracked, request);
    const { rows, pids, key } = matching;
    const groups = this.groupsOf(matching, request.grouping);
    const question = `${request.grouping}\n${key}`;
    return {
      sequence,
      takenAt: tracked.table.takenAt,
      total: tracked.table.length,
      matching: rows.length,
      ...(pids !== undefined && { programs: { total: pids.size, first: this.programs.named(pids, mostPrograms) } }),
      pages: request.pages.map(({ path, limit }) => this.page(matching, groups, path, limit, question)),
    };
  }

  /** The first rows that a filter finds. What the tree asked last stays worked out: its next question comes soon. */
  search(tracked: Tracked, filter: string, limit: number): SearchReply {
    const { terms, order } = queryOf(filter);
    const found = filterRows(tracked, { terms }, this.owners);
    const rows = this.rows(tracked, firstRows(tracked, found, limit, order));
    return { takenAt: tracked.table.takenAt, total: found.length, rows };
  }

  /** The first rows of a scope, those that were seen first. Asked at each reading, it knows what the scope held before. */
  scoped(tracked: Tracked, scope: Scope, limit: number): ScopedReply {
    const pids = this.pidsOf(scope, tracked);
    const found = this.within(filterRows(tracked, { terms: [] }, this.owners), tracked, scope, pids);
    const rows = this.rows(tracked, firstRows(tracked, found, limit));
    return { takenAt: tracked.table.takenAt, total: found.length, rows, programs: pids.size };
  }

  /** What ports are doing, and of which of the scopes who listens there is. */
  portSummaries(tracked: Tracked, ports: readonly number[], scopes: readonly Scope[]): PortSummary[] {
    const scopeOf = (pid: number) => scopes.find(scope => this.pidsOf(scope, tracked).has(pid))?.id;
    return summarizePorts(tracked, ports.slice(0, mostPorts), { owners: this.owners, scopeOf });
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

  private match(tracked: Tracked, { filter, hideLoopback, scope }: BrowseRequest): Matching {
    const key = `${filter}\n${String(hideLoopback)}\n${scope?.id ?? ''}`;
    const pids = scope && this.pidsOf(scope, tracked);
    const current = this.matchings.filter(known => known.tracked === tracked);
    let matching = current.find(known => known.key === key && known.pids === pids);
    const others = current.filter(known => known !== matching);
    if (matching === undefined) {
      const { terms, order } = queryOf(filter);
      const all = [...terms, ...(hideLoopback ? noLoopback.terms : [])];
      const found = filterRows(tracked, { terms: all }, this.owners);
      const rows = scope && pids ? this.within(found, tracked, scope, pids) : found;
      matching = { tracked, key, pids, rows, order, groups: undefined };
    }
    this.matchings = [...others, matching].slice(-mostMatching);
    return matching;
  }

  private pidsOf(scope: Scope, tracked: Tracked): ReadonlySet<number> {
    if (this.lookedAt !== tracked) {
      this.lookedAt = tracked;
      this.programs.look();
    }
    const pids = this.programs.pidsOf(scope);
    this.processes.seek?.(pids);
    return pids;
  }

  private within(rows: Uint32Array, tracked: Tracked, { id, roots }: Scope, pids: ReadonlySet<number>): Uint32Array {
    const scoped = this.scopedRows.get(id) ?? new ScopedRows();
    if (roots !== undefined) {
      scoped.follow(roots);
    }
    this.scopedRows.delete(id);
    this.scopedRows.set(id, scoped);
    if (this.scopedRows.size > mostScopes) {
      this.scopedRows.delete(this.scopedRows.keys().next().value!);
    }
    const mask = scoped.mask(tracked, pids, this.owners);
    return rows.filter(row => mask[row] === 1);
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
    question: string,
  ): BrowsePage {
    const by = groups.levelBelow(path);
    if (by === undefined) {
      const inside = groups.rowsIn(path);
      const rows = this.rows(tracked, firstRows(tracked, inside, limit, order));
      return { path, total: inside.length, groups: [], rows };
    }
    const counted = groups.groupsIn(path, by, limit);
    const shown = counted.groups.map(group => this.toGroup(tracked, by, path, group, question));
    return { path, total: counted.total, groups: shown, rows: [] };
  }

  private toGroup(
    { table, services }: Tracked,
    by: GroupBy,
    parent: readonly string[],
    { key, count, byState, process }: GroupCount,
    question: string,
  ): Group {
    const path = [...parent, key];
    return {
      path,
      key,
      by,
      count,
      perSecond: this.rates.perSecond(`${question}\n${path.join('/')}`, count, table.takenAt),
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
