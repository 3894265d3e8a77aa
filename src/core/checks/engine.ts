import type { Tracked } from '../history/tracker';
import type { Owners } from '../sockets/rows';
import type { ProcessFacts } from '../system/processFacts';
import type { SystemFacts } from '../system/systemFacts';
import { allChecks } from './allChecks';
import type { Check, CheckReport, Facts } from './check';
import { CounterHistory } from './counterHistory';
import { severityRank, type Finding, type Found } from './finding';
import { Survey } from './survey';
import { defaultThresholds, type Thresholds } from './thresholds';

/** A finding that a reading no longer shows stays for this long, so that one at its threshold does not flicker. */
const lingerMs = 5_000;

/** What the engine is given of one reading. */
export interface CheckInput {
  tracked: Tracked;
  system: SystemFacts;
  owners: Owners;
  processes?: ProcessFacts;
  details?: Facts['details'];
  nameOf?: (pid: number) => string | undefined;
}

interface Followed {
  finding: Finding;
  /** The last reading that showed it with this severity. */
  seenMs: number;
}

/** Runs all checks over reading after reading, and keeps their findings steady. */
export class CheckEngine {
  thresholds: Thresholds = defaultThresholds;
  private counters = new CounterHistory();
  private checks: readonly Check[];
  private followed = new Map<string, Followed>();
  private sinceMs: number | undefined;

  constructor(private readonly makeChecks: () => readonly Check[] = allChecks) {
    this.checks = makeChecks();
  }

  /** Nobody has looked for a while: what was so before and is so again need not have been so meanwhile. */
  forget(): void {
    this.checks = this.makeChecks();
    this.counters = new CounterHistory();
    this.sinceMs = undefined;
  }

  run({ tracked, system, owners, processes, details, nameOf }: CheckInput): Omit<CheckReport, 'costMs'> {
    const { takenAt } = tracked.table;
    this.sinceMs = Math.min(this.sinceMs ?? takenAt, takenAt);
    this.counters.add(takenAt, system.counters);
    const facts: Facts = {
      tracked,
      survey: new Survey(tracked, system.ephemeralPorts),
      system,
      owners,
      ...(processes && { processes: askedOnce(processes) }),
      ...(details && { details }),
      counterGrowth: name => this.counters.growth(name),
      thresholds: this.thresholds,
    };
    const notMade = this.checks.flatMap(check => {
      const lacks = check.lacks?.(facts);
      return lacks === undefined ? [] : [{ code: check.code, lacks }];
    });
    const knownName = nameOf && oncePerPid(nameOf);
    const made = this.checks.filter(({ code }) => !notMade.some(missing => missing.code === code));
    this.follow(
      made.flatMap(check => check.find(facts)).map(found => named(found, knownName)),
      takenAt,
    );
    const findings = Array.from(this.followed.values(), ({ finding }) => finding).sort(
      (a, b) => severityRank[b.severity] - severityRank[a.severity] || a.sinceMs - b.sinceMs,
    );
    const passed = made.map(({ code }) => code).filter(code => !findings.some(finding => finding.code === code));
    return { takenAt, watchedMs: takenAt - this.sinceMs, findings, passed, notMade };
  }

  /** A finding gets worse at once, and better or away only after it has been so for a while. */
  private follow(found: readonly (Found & Pick<Finding, 'process'>)[], now: number): void {
    const next = new Map<string, Followed>();
    for (const one of found) {
      const key = `${one.code} ${one.subject}`;
      const before = this.followed.get(key);
      const eased = before !== undefined && severityRank[one.severity] < severityRank[before.finding.severity];
      const held = eased && now - before.seenMs < lingerMs && now >= before.seenMs;
      const sinceMs = before?.finding.sinceMs ?? now;
      next.set(key, {
        finding: { ...one, severity: held ? before.finding.severity : one.severity, sinceMs },
        seenMs: held ? before.seenMs : now,
      });
    }
    for (const [key, before] of this.followed) {
      if (!next.has(key) && now - before.seenMs < lingerMs && now >= before.seenMs) {
        next.set(key, before);
      }
    }
    this.followed = next;
  }
}

function named(found: Found, nameOf: CheckInput['nameOf']): Found & Pick<Finding, 'process'> {
  const process = found.pid === undefined ? undefined : nameOf?.(found.pid);
  return process === undefined ? found : { ...found, process };
}

/** Hundreds of findings of one reading are of the same few processes, and each answer is a file of /proc. */
function askedOnce(facts: ProcessFacts): ProcessFacts {
  return {
    openFilesLimit: oncePerPid(pid => facts.openFilesLimit(pid)),
    openFiles: oncePerPid(pid => facts.openFiles(pid)),
    isStopped: oncePerPid(pid => facts.isStopped(pid)),
  };
}

function oncePerPid<Answer>(ask: (pid: number) => Answer): (pid: number) => Answer {
  const known = new Map<number, Answer>();
  return pid => {
    if (!known.has(pid)) {
      known.set(pid, ask(pid));
    }
    return known.get(pid)!;
  };
}
