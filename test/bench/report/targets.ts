import { figuresOf } from '../figures';
import type { ActivationResults, PanelResults, RecordingResults, Results, SizeResults } from '../results';
import { checksShare } from './checksPart';
import type { SubjectId } from '../subjects/run';
import { count, digits, kilobytes, megabytes, percent, table } from './markdown';

/** What the project promises, what this run gave, and whether that keeps the promise. */
interface Target {
  promise: string;
  measured: string;
  met: boolean;
}

const readingTimesSs = 0.5;
const passTimesSs = 1;
const processesTimesFaster = 10;
const processesFrom = 60_000;
const mostLoopDelayMs = 10;
const mostLoad = 0.05;
const mostRecordingBytes = 64_000_000;
const mostRecordingShare = 0.15;
const mostChecksShare = 0.25;
const mostReconstructMs = 150;
const mostActivationMs = 20;
const mostFirstPaintMs = 300;
const mostUpdateMs = 16;
const mostChartMs = 4;
const mostBundleBytes = 200_000;
const mostPackageBytes = 3_000_000;

/** The sizes that the targets name; the others are there for the curve. */
const judgedSizes = [1_000, 10_000, 100_000];

export function targetTable(results: Results): string {
  const rows = targets(results).map(({ promise, measured, met }) => [promise, measured, met ? 'met' : '**missed**']);
  return table(['Target', 'This run', ''], rows);
}

function targets({ sizes, memory, recording, checks, host, activation, panel, weight }: Results): Target[] {
  const judged = sizes.filter(({ sockets }) => judgedSizes.includes(sockets));
  return [
    ...judged.flatMap(size => atMost(size, 'sockDiag', readingTimesSs, 'Reading and decoding')),
    ...judged.flatMap(size => atMost(size, 'pass', passTimesSs, "The monitor's whole pass")),
    ...judged.filter(({ sockets }) => sockets >= processesFrom).flatMap(processTarget),
    ...(memory ? [upTo('Load of the monitor', mostLoad, memory.load.quiet, percent, 'of a core')] : []),
    ...(memory ? [upTo('Load of the monitor under churn', mostLoad, memory.load.churning, percent, 'of a core')] : []),
    ...(recording ? recordingTargets(recording) : []),
    ...(checks ? [upTo('All checks, beside reading and decoding', mostChecksShare, checksShare(checks), percent)] : []),
    ...(host ? [upTo("The extension host's delay, p99", mostLoopDelayMs, host.busy.p99, digits, 'ms')] : []),
    ...(host ? [upTo('While debugging', mostLoopDelayMs, host.debugging.p99, digits, 'ms')] : []),
    ...(activation ? [activationTarget(activation)] : []),
    ...(panel ? panelTargets(panel) : []),
    ...(weight ? [upTo('dist/extension.js', mostBundleBytes, weight.bundleBytes, kilobytes)] : []),
    ...(weight?.packageBytes === undefined ? [] : [upTo('VSIX', mostPackageBytes, weight.packageBytes, megabytes)]),
  ];
}

function atMost({ sockets, timings }: SizeResults, id: SubjectId, limit: number, what: string): Target[] {
  const ours = timings[id]?.ms.median;
  const theirs = timings.ss?.ms.median;
  const unread = timings.ssUnread?.ms.median;
  if (ours === undefined || theirs === undefined || unread === undefined) {
    return [];
  }
  return [
    {
      promise: `${what}: at most ${limit.toFixed(1)} x ss, ${count(sockets)} sockets`,
      measured: `${digits(ours / theirs)} x; ${digits(ours / unread)} x when nobody reads what ss prints`,
      met: ours <= limit * theirs,
    },
  ];
}

function processTarget({ sockets, timings }: SizeResults): Target[] {
  const ours = timings.freshFinder;
  const theirs = timings.ssProcesses?.ms.median;
  const unread = timings.ssProcessesUnread?.ms.median;
  if (ours === undefined || theirs === undefined || unread === undefined) {
    return [];
  }
  return [
    {
      promise: `Processes of ${count(ours.sockets?.median ?? sockets)} sockets: ${processesTimesFaster} x faster than ss -tanp`,
      measured: `${digits(theirs / ours.ms.median)} x; ${digits(unread / ours.ms.median)} x when nobody reads what ss prints`,
      met: ours.ms.median * processesTimesFaster <= theirs,
    },
  ];
}

function recordingTargets({ real, simulated }: RecordingResults): Target[] {
  const share = figuresOf(real.recordMs.slice(1))!.median / figuresOf(real.readMs.slice(1))!.median;
  return [
    ...simulated.flatMap(({ seconds, mostBytes, reconstructMs }) => [
      upTo(`Memory of ${count(seconds / 60)} minutes of recording`, mostRecordingBytes, mostBytes, megabytes),
      upTo(
        `All sockets of a moment of ${count(seconds / 60)} minutes again`,
        mostReconstructMs,
        figuresOf(reconstructMs)!.median,
        digits,
        'ms',
      ),
    ]),
    upTo('Recording, beside reading', mostRecordingShare, share, percent),
  ];
}

function activationTarget({ ours }: ActivationResults): Target {
  const both = ours.map(({ requireMs, callMs }) => requireMs + callMs);
  return upTo('Activation: loading and `activate`', mostActivationMs, figuresOf(both)!.median, digits, 'ms');
}

function panelTargets({ firstPaintMs, taskMs, chartMs }: PanelResults): Target[] {
  const median = (values: readonly number[]) => figuresOf(values)!.median;
  return [
    upTo("First paint of the diagram's page", mostFirstPaintMs, median(firstPaintMs), digits, 'ms'),
    upTo('An update of the page, 100,000 sockets', mostUpdateMs, median(taskMs), digits, 'ms of its main thread'),
    upTo('Drawing the chart of 900 readings', mostChartMs, median(chartMs), digits, 'ms'),
  ];
}

function upTo(what: string, limit: number, value: number, format: (value: number) => string, unit = ''): Target {
  const text = (amount: number) => `${format(amount)} ${unit}`.trimEnd();
  return { promise: `${what}: less than ${text(limit)}`, measured: text(value), met: value < limit };
}
