import type { ReadingCost } from '../../src/protocol/monitor';
import type { Census } from './agreement';
import type { Machine } from './machine';
import type { Flatness, Occupancy } from './memory';
import type { Timings } from './rounds';

/** What one run of the benchmark measured; what was not asked for is absent. */
export interface Results {
  machine: Machine;
  /** Processes that held the sockets. */
  makers: number;
  quick: boolean;
  sizes: readonly SizeResults[];
  memory?: MemoryResults;
  recording?: RecordingResults;
  checks?: ChecksResults;
  host?: HostResults;
  /** Why the extension host was not measured although that was asked for. */
  hostProblem?: string;
  activation?: ActivationResults;
  /** Why the activation was not measured although that was asked for. */
  activationProblem?: string;
  panel?: PanelResults;
  /** Why the page was not measured although that was asked for. */
  panelProblem?: string;
  weight?: WeightResults;
  seconds: number;
  /** Share of that time in which some process waited for a processor, 0 to 1; absent where the kernel does not tell. */
  pressure?: number;
}

/** What was measured with one number of sockets. */
export interface SizeResults {
  /** How many sockets there were to be, in round numbers. */
  sockets: number;
  timings: Timings;
  census?: readonly Census[];
  /** What the monitor made of the cost of its pass. */
  cost?: ReadingCost;
}

export interface MemoryResults {
  /** The same monitor with hardly any socket, and with all of them. */
  empty: Occupancy;
  full: Occupancy;
  load: LoadResults;
  flatness: Flatness;
}

/** The share of one core that the monitor used at its own pace with a tree open, 0 to 1. */
export interface LoadResults {
  /** Each was measured for so long. */
  seconds: number;
  /** No connection comes or goes. */
  quiet: number;
  /** So many connections a second come and go. */
  churning: number;
  connectionsPerSecond: number;
}

/** What keeping the past costs. Times are milliseconds, one a reading; the first reading of each run is new altogether. */
export interface RecordingResults {
  real: RecordedReadings;
  simulated: readonly RecordedMinutes[];
}

/** What the checks cost. Times are milliseconds, one a reading. */
export interface ChecksResults {
  sockets: number;
  /** In the last reading. */
  findings: number;
  /** Reading and decoding. */
  readMs: number[];
  trackMs: number[];
  checksMs: number[];
}

export interface RecordedReadings {
  sockets: number;
  /** Reading, decoding and tracking. */
  readMs: number[];
  recordMs: number[];
}

export interface RecordedMinutes {
  sockets: number;
  connectionsPerSecond: number;
  seconds: number;
  /** That can be shown at the end, and how far they go back. */
  moments: number;
  backSeconds: number;
  mostBytes: number;
  fileBytes: number;
  /** Of the whole child process, its simulated machine included. */
  residentBytes: number;
  recordMs: readonly number[];
  /** Of each moment. */
  reconstructMs: readonly number[];
}

/** How long the extension host's event loop kept others waiting, in milliseconds. */
export interface LoopDelay {
  seconds: number;
  p50: number;
  p99: number;
  p999: number;
  max: number;
  /** The longest delay of each second: the median of those. */
  worstOfSecond: number;
}

/** What the diagram's page took in Chromium, in milliseconds, with the counts of 100,000 sockets. */
export interface PanelResults {
  /** From the beginning of the navigation to the first paint with content, of several pages. */
  firstPaintMs: readonly number[];
  /** Each rendering of the page: our own code, the chart included. */
  drawMs: readonly number[];
  /** Each drawing of the chart with 900 readings. */
  chartMs: readonly number[];
  /** Processor time of the page's main thread from an update's message to the end of its frame: our code, style, layout, paint. */
  taskMs: readonly number[];
  /** The same for all of the second that begins with an update: the arrows' pulses to their end, and the measuring itself. */
  secondMs: readonly number[];
}

export interface HostResults {
  code: string;
  node: string;
  sockets: number;
  /** How often the views were updated while `busy` was measured. */
  frames: number;
  /** Nothing of ours is on screen. */
  idle: LoopDelay;
  /** Tree and diagram are on screen, groups are open, and every second there is a reading. */
  busy: LoopDelay;
  /** The sockets of a debugged server in the place of the tree, its port watched and in an editor with a lens, beside the diagram. */
  debugging: LoopDelay;
}

/** What VS Code says that loading the code and calling `activate` took, in milliseconds, in several starts of it. */
/** What VS Code measured in one start of it, in milliseconds. */
export interface ActivationTimes {
  /** `require` of the extension's file. */
  requireMs: number;
  /** `activate`, until it returns. */
  callMs: number;
  /**
   * What "Developer: Startup Performance" and the list of running extensions say: loading and calling, and what other
   * extensions do between the two.
   */
  shownMs: number;
  /** From the call until VS Code gets to what follows it, in which other extensions work too. */
  phaseMs: number;
}

export interface ActivationResults {
  code: string;
  ours: readonly ActivationTimes[];
  /** Of an extension that does nothing, in other starts between ours. */
  empty: readonly ActivationTimes[];
}

export interface WeightResults {
  /** Of dist/extension.js as it is shipped. */
  bundleBytes: number;
  monitorBytes: number;
  packageBytes?: number;
  /** Why there is no package. */
  packageProblem?: string;
}
