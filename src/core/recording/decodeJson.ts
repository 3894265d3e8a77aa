import type { ProcessInfo } from '../system/processInfo';
import { stateCodeCount, stateOfCode } from '../tcp/states';
import { fileTransitionWidth, type RecordingHeader } from './encode';
import { areCounts, isCount, isObject, isText } from './jsonShapes';
import { sources, type RecordedMoment, type RecordedSource } from './recording';

/** The HEAD section: what a file is about, and how many rows its columns have. */
export interface Header extends RecordingHeader {
  ticks: number;
  lifelines: number;
  changes: number;
  addresses: number;
  interfaceNames: [number, string][];
}

/** Undefined, as from the others here, for what is not of this shape. */
export function asHeader(value: unknown): Header | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const { machine, platform, writtenBy, ticks, lifelines, changes, addresses, interfaceNames } = value;
  return isText(machine) &&
    isText(platform) &&
    isText(writtenBy) &&
    isCount(ticks) &&
    isCount(lifelines) &&
    isCount(changes) &&
    isCount(addresses) &&
    Array.isArray(interfaceNames) &&
    interfaceNames.every(isInterfaceName)
    ? { machine, platform, writtenBy, ticks, lifelines, changes, addresses, interfaceNames }
    : undefined;
}

export function asProcessSets(value: unknown): ProcessInfo[][] | undefined {
  return Array.isArray(value) && value.every(set => Array.isArray(set) && set.every(isProcess)) ? value : undefined;
}

/** The MOMT section: at least one moment, ascending. */
export function asMoments(value: unknown, ticks: number): RecordedMoment[] | undefined {
  if (!Array.isArray(value) || value.length === 0) {
    return undefined;
  }
  const moments: RecordedMoment[] = [];
  for (const item of value) {
    const moment = asMoment(item);
    if (moment === undefined || moment.tick >= ticks || moment.tick <= (moments.at(-1)?.tick ?? -1)) {
      return undefined;
    }
    moments.push(moment);
  }
  return moments;
}

function asMoment(value: unknown): RecordedMoment | undefined {
  if (!isObject(value)) {
    return undefined;
  }
  const { tick, source, hasCookies, hasBacklogLimit, opened, closed, counts, transitions, inferredLastMinute } = value;
  return isCount(tick) &&
    isSource(source) &&
    typeof hasCookies === 'boolean' &&
    typeof hasBacklogLimit === 'boolean' &&
    isCount(opened) &&
    isCount(closed) &&
    areCounts(counts) &&
    counts.length === stateCodeCount &&
    areCounts(transitions) &&
    transitions.length % fileTransitionWidth === 0 &&
    transitions.every((cell, index) => index % fileTransitionWidth !== 0 || isTransition(cell)) &&
    (inferredLastMinute === undefined || areCounts(inferredLastMinute))
    ? {
        tick,
        source,
        hasCookies,
        hasBacklogLimit,
        opened,
        closed,
        counts: Uint32Array.from(counts),
        transitions: joinTransitions(transitions, inferredLastMinute ?? []),
      }
    : undefined;
}

/** Of a file that does not tell them, those that the last reading inferred are all inferred ones that are known. */
function joinTransitions(inFile: readonly number[], inferredLastMinute: readonly number[]): Uint32Array {
  return Uint32Array.from(
    Array.from({ length: inFile.length / fileTransitionWidth }, (_, index) => {
      const taken = inFile.slice(index * fileTransitionWidth, (index + 1) * fileTransitionWidth);
      return [...taken, inferredLastMinute[index] ?? taken[2]!];
    }).flat(),
  );
}

function isProcess(value: unknown): value is ProcessInfo {
  return (
    isObject(value) &&
    isCount(value.pid) &&
    isText(value.name) &&
    (value.command === undefined || isText(value.command)) &&
    typeof value.startTicks === 'number' &&
    isCount(value.parentPid) &&
    isCount(value.uid)
  );
}

function isInterfaceName(value: unknown): value is [number, string] {
  return Array.isArray(value) && value.length === 2 && isCount(value[0]) && isText(value[1]);
}

function isTransition(cell: number): boolean {
  return (
    stateOfCode(Math.floor(cell / stateCodeCount)) !== undefined && stateOfCode(cell % stateCodeCount) !== undefined
  );
}

function isSource(value: unknown): value is RecordedSource {
  return (sources as readonly unknown[]).includes(value);
}
