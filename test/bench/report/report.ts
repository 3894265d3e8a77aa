import { figuresOf } from '../figures';
import type {
  HostResults,
  PanelResults,
  LoopDelay,
  MemoryResults,
  Results,
  SizeResults,
  WeightResults,
} from '../results';
import type { SubjectId } from '../subjects/run';
import { activationPart } from './activationPart';
import { censusTable } from './censusTable';
import { count, digits, kilobytes, megabytes, percent, spread, table } from './markdown';
import { checksPart } from './checksPart';
import { recordingPart } from './recordingPart';
import { targetTable } from './targets';
import { timingTable } from './timingTable';

/** RESULTS.md: what one run measured, and nothing else. */
export function report(results: Results): string {
  const {
    sizes,
    memory,
    recording,
    checks,
    host,
    hostProblem,
    activation,
    activationProblem,
    panel,
    panelProblem,
    weight,
  } = results;
  const withReading = sizes.filter(({ timings }) => timings.sockDiag);
  const withPass = sizes.filter(({ timings }) => timings.pass);
  const withProcesses = sizes.filter(({ timings }) => timings.freshFinder);
  const parts = [
    '# What Socketscope costs, beside its peers',
    introduction(results),
    targetTable(results),
    ...(withReading.length > 0 ? [reading(withReading)] : []),
    ...(withPass.length > 0 ? [pass(withPass)] : []),
    ...(withProcesses.length > 0 ? [processes(withProcesses)] : []),
    ...(memory ? [memoryPart(memory)] : []),
    ...(recording ? [recordingPart(recording)] : []),
    ...(checks ? [checksPart(checks)] : []),
    ...(host ? [hostPart(host)] : []),
    ...(hostProblem === undefined ? [] : [`## The extension host\n\nNot measured: ${hostProblem}`]),
    ...(activation ? [activationPart(activation)] : []),
    ...(activationProblem === undefined ? [] : [`## Activation\n\nNot measured: ${activationProblem}`]),
    ...(panel ? [panelPart(panel)] : []),
    ...(panelProblem === undefined ? [] : [`## The diagram's page\n\nNot measured: ${panelProblem}`]),
    ...(weight ? [weightPart(weight)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function introduction({ machine, makers, quick, sizes, seconds, pressure }: Results): string {
  const lines = [
    `${machine.processor}, ${machine.processors} processors, ${megabytes(machine.memoryBytes)}`,
    `Linux ${machine.kernel}, ${machine.distribution}, Node ${machine.node}`,
    machine.peers.join(', '),
    `Load ${machine.loadBefore.toFixed(2)} before the run${machine.nice === 0 ? '' : `, everything at nice ${machine.nice}`}`,
    ...(pressure === undefined ? [] : [`Somebody waited for a processor during ${percent(pressure)} of the run`]),
    ...(makers === 0 ? [] : socketLines(sizes, makers)),
  ];
  return `Written by \`npm run bench\`${quick ? ' with --quick, which is too little to publish' : ''} on ${machine.date} from commit ${machine.commit}, in
${seconds.toFixed(0)} seconds. To repeat it: Linux, root or unprivileged user namespaces, and ss, netstat and lsof (Debian: iproute2,
net-tools, lsof). \`npm run bench -- --help\` tells how to measure a part of it.

${lines.map(line => `- ${line}`).join('\n')}`;
}

function socketLines(sizes: readonly SizeResults[], makers: number): string[] {
  return [
    `Real TCP sockets on loopback in a network namespace of their own, held by ${makers} processes: 13 % in TIME-WAIT,
  3 % each in CLOSE-WAIT and FIN-WAIT-2, some listening, the others ESTABLISHED`,
    `All readers take turns, A B C A B C: ${sizes.map(size => `${roundsOf(size)} rounds at ${count(size.sockets)}`).join(', ')}. The slowest sit rounds out.
  Every figure is a median, with the shortest and the longest in brackets`,
    `Programs are timed from start to end while their output is read and dropped, or goes to /dev/null where that is
  said; Socketscope in the running process that the monitor is`,
  ];
}

function roundsOf({ timings }: SizeResults): number {
  return Math.max(0, ...Object.values(timings).map(({ ms }) => ms.runs));
}

function reading(sizes: readonly SizeResults[]): string {
  const last = sizes.at(-1)!;
  return `## Reading and decoding all sockets

${bothClocks(sizes, ['sockDiag', 'proc', 'newReader', 'ss', 'ssUnread', 'netstat', 'lsof', 'systeminformation'], 'ss')}

What each of them saw at ${count(last.sockets)} sockets, one after another. TIME-WAIT sockets come and go meanwhile, and lsof
lists only what a process holds.

${censusTable(last.census!)}`;
}

function pass(sizes: readonly SizeResults[]): string {
  const curve = sizes.map(({ sockets, timings, cost }) => [
    count(sockets),
    digits(timings.pass!.ms.median),
    digits((timings.pass!.ms.median * 1_000) / sockets),
    digits(cost!.readMs),
    digits(cost!.totalMs),
    count(cost!.nextDelayMs),
    percent(cost!.load),
  ]);
  return `## The monitor's whole pass

Read, decode, find processes (known already), track, count, and answer what a tree with two open groups shows: 200 rows at
most. Asked of dist/monitor.js, the way to that process and back is in it.

${bothClocks(sizes, ['pass', 'forkedMonitor', 'ss', 'ssUnread'], 'ss')}

The cost curve, with the delay that the monitor chooses after its last reading and the load that it expects of it:

${table(['Sockets', 'pass, ms', 'us a socket', 'of its last: reading, ms', 'without the answer, ms', 'next reading after, ms', 'load'], curve)}`;
}

function processes(sizes: readonly SizeResults[]): string {
  return `## The processes of all sockets

Reading all sockets, and finding the process of each.

${bothClocks(sizes, ['freshFinder', 'keptFinder', 'newFinder', 'ssProcesses', 'ssProcessesUnread'], 'ssProcesses')}`;
}

/** The time that passed, and the processor time of the same runs where it is known. */
function bothClocks(sizes: readonly SizeResults[], ids: readonly SubjectId[], baseline: SubjectId): string {
  return (['ms', 'processorMs'] as const).map(clock => timingTable(sizes, { clock, ids, baseline })).join('\n\n');
}

function memoryPart({ empty, full, load, flatness }: MemoryResults): string {
  const perSocket = (full.residentBytes - empty.residentBytes) / (full.sockets - empty.sockets);
  const inMegabytes = ({ median, min, max }: typeof flatness.first) =>
    spread({ median: median / 1e6, min: min / 1e6, max: max / 1e6, runs: 0 });
  return `## Memory and load of the monitor

Resident memory of a forked dist/monitor.js after 30 readings, and the load when it is left to itself.

${table(
  ['', ''],
  [
    [`Resident with ${count(empty.sockets)} sockets`, megabytes(empty.residentBytes)],
    [`Resident with ${count(full.sockets)} sockets`, megabytes(full.residentBytes)],
    ['Bytes a socket', count(perSocket)],
    [`Load at its own pace with a tree open, over ${load.seconds} s`, `${percent(load.quiet)} of a core`],
    [`... and ${load.connectionsPerSecond} new connections a second`, `${percent(load.churning)} of a core`],
    [
      `Resident, first third of ${flatness.readings} readings in ${flatness.seconds} s`,
      `${inMegabytes(flatness.first)} MB`,
    ],
    [
      `Resident, last third, with ${flatness.connectionsPerSecond} new connections a second`,
      `${inMegabytes(flatness.last)} MB`,
    ],
  ],
)}`;
}

function hostPart({ code, node, sockets, frames, idle, busy, debugging }: HostResults): string {
  const row = (title: string, delay: LoopDelay) => [
    title,
    ...[delay.p50, delay.p99, delay.p999, delay.max, delay.worstOfSecond].map(digits),
  ];
  return `## The extension host

VS Code ${code} (Node ${node}) in Chromium in the same namespace, ${count(sockets)} sockets of which 200 a second are replaced. Delays of
its event loop, sampled every millisecond (which is part of them); 'busy' is ${busy.seconds} s with tree and diagram visible, groups
open, and ${frames} readings; 'debugging' is ${debugging.seconds} s with the sockets of a debugged Node.js server in the place of the
tree, its port watched and with a lens in an editor, and the diagram. js-debug runs in the same process, and its own delays are in it.

${table(
  ['ms', 'p50', 'p99', 'p99.9', 'longest', 'longest of a second, median'],
  [row('idle', idle), row('busy', busy), row('debugging', debugging)],
)}`;
}

function panelPart({ firstPaintMs, drawMs, chartMs, taskMs, secondMs }: PanelResults): string {
  const row = (title: string, values: readonly number[]) => [title, spread(figuresOf(values)!), `${values.length}`];
  return `## The diagram's page

In Chromium without a graphics processor, 1,400 x 960 pixels, with the counts of 100,000 sockets, two selected connections and 900
readings in the chart. One update a second, which the page passes to itself as the host would.

${table(
  ['ms, median (min-max)', '', 'times'],
  [
    row('First paint of a new page', firstPaintMs),
    row('Rendering an update, the chart included', drawMs),
    row('Drawing the chart', chartMs),
    row('Processor time of the main thread for one update, to the end of its frame', taskMs),
    row(
      'The same for all of the second until the next update; the pulses along 14 arrows set out in the frame after its own',
      secondMs,
    ),
  ],
)}`;
}

function weightPart({ bundleBytes, monitorBytes, packageBytes, packageProblem }: WeightResults): string {
  return `## Weight

${table(
  ['', ''],
  [
    ['dist/extension.js', kilobytes(bundleBytes)],
    ['dist/monitor.js', kilobytes(monitorBytes)],
    [
      'VSIX for this platform',
      packageBytes === undefined ? `not made: ${packageProblem ?? ''}` : megabytes(packageBytes),
    ],
  ],
)}`;
}
