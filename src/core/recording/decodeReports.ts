import { allChecks } from '../checks/allChecks';
import { missingFacts } from '../checks/check';
import { severityRank, type Finding } from '../checks/finding';
import { operatingSystems } from '../tcp/lifetimes';
import { tcpStates, type Actor } from '../tcp/states';
import type { TcpSystem } from '../tcp/tcpSystem';
import { isCount, isObject, isText } from './jsonShapes';
import type { RecordedReport } from './reports';

const actors: readonly Actor[] = ['program', 'peer', 'kernel', 'nobody'];
const codes = allChecks().map(({ code }) => code);

/** The FIND section: what the checks said of each moment, or null. Undefined, as below, for what is not of this shape. */
export function asReports(value: unknown, moments: number): (RecordedReport | undefined)[] | undefined {
  if (!Array.isArray(value) || value.length !== moments) {
    return undefined;
  }
  const reports = value.map(item => (item === null ? 'none' : asReport(item)));
  return reports.includes(undefined) ? undefined : reports.map(report => (report === 'none' ? undefined : report));
}

/** The SYST section. A setting that is no count tells no duration, and is left out. */
export function asTcpSystem(value: unknown): TcpSystem | undefined {
  return isObject(value) && isOneOf(operatingSystems, value.name) && isObject(value.sysctls)
    ? { name: value.name, sysctls: Object.fromEntries(Object.entries(value.sysctls).filter(isSetting)) }
    : undefined;
}

function isSetting(entry: [string, unknown]): entry is [string, number] {
  return isCount(entry[1]);
}

/** What a check says that this version does not have, it says to nobody. */
function asReport(value: unknown): RecordedReport | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const { watchedMs, findings, passed, notMade } = value;
  return typeof watchedMs === 'number' &&
    Array.isArray(findings) &&
    Array.isArray(passed) &&
    Array.isArray(notMade) &&
    findings.filter(isKnown).every(isFinding)
    ? {
        watchedMs,
        findings: findings.filter(isKnown).filter(isFinding),
        passed: codes.filter(code => passed.includes(code)),
        notMade: notMade.filter(isMissing),
      }
    : undefined;
}

function isKnown(value: unknown): boolean {
  return isObject(value) && isOneOf(codes, value.code);
}

function isFinding(value: unknown): value is Finding {
  return (
    isObject(value) &&
    isOneOf(codes, value.code) &&
    isText(value.severity) &&
    Object.hasOwn(severityRank, value.severity) &&
    isTextOrAbsent(value.cause) &&
    isText(value.subject) &&
    (value.state === undefined || tcpStates.some(({ name }) => name === value.state)) &&
    isCountOrAbsent(value.port) &&
    isCountOrAbsent(value.pid) &&
    isTextOrAbsent(value.process) &&
    (value.destination === undefined || isEndpoint(value.destination)) &&
    isObject(value.numbers) &&
    Object.values(value.numbers).every(number => typeof number === 'number') &&
    Array.isArray(value.evidence) &&
    value.evidence.every(isText) &&
    (value.confidence === 'measured' || value.confidence === 'inferred') &&
    isOneOf(actors, value.actor) &&
    typeof value.sinceMs === 'number'
  );
}

function isMissing(value: unknown): value is RecordedReport['notMade'][number] {
  return isObject(value) && isOneOf(codes, value.code) && isOneOf(missingFacts, value.lacks);
}

function isEndpoint(value: unknown): boolean {
  return isObject(value) && isText(value.address) && isCount(value.port);
}

function isOneOf<Value>(values: readonly Value[], value: unknown): value is Value {
  return (values as readonly unknown[]).includes(value);
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || isText(value);
}

function isCountOrAbsent(value: unknown): boolean {
  return value === undefined || isCount(value);
}
