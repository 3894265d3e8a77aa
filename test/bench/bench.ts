import { takeCensus } from './agreement';
import type { CheckedFunctions } from './checks/checked';
import { Child } from './child';
import { ForkedMonitor } from './forkedMonitor';
import { describeMachine, waitedForProcessorMs } from './machine';
import { measureFlatness, measureLoad, measureOccupancy } from './memory';
import type {
  HostResults,
  ActivationResults,
  MemoryResults,
  PanelResults,
  Results,
  SizeResults,
  WeightResults,
} from './results';
import { measureRecording } from './recording/measureRecording';
import { runRounds, type Effort } from './rounds';
import type { SubjectId } from './subjects/run';
import { Subjects } from './subjects/subjects';
import { Population } from './sockets/population';

export const sectionNames = [
  'reading',
  'pass',
  'processes',
  'memory',
  'recording',
  'checks',
  'host',
  'activation',
  'panel',
  'weight',
] as const;
export type Section = (typeof sectionNames)[number];

export interface Plan {
  sections: ReadonlySet<Section>;
  /** Fewer runs: to see whether a change does anything, not to publish. */
  quick: boolean;
  repository: string;
  /** dist/monitor.js, built for production. */
  monitorScript: string;
  progress(text: string): void;
  addCleanUp(action: () => Promise<void> | void): void;
  measureHost(): Promise<HostResults>;
  measureActivation(): Promise<ActivationResults>;
  measurePanel(): Promise<PanelResults>;
  /** How heavy the build is, when that was asked for. */
  weight: WeightResults | undefined;
}

const mostSockets = 100_000;

/** What is measured at each number of sockets; 30,000 is there for the shape of the curve only. */
const sizes: readonly { sockets: number; sections: readonly Section[]; effort: Effort }[] = [
  {
    sockets: 1_000,
    sections: ['reading', 'pass', 'processes'],
    effort: { mostSeconds: 30, warmUps: 30, rounds: 21, slowEvery: 3 },
  },
  {
    sockets: 10_000,
    sections: ['reading', 'pass', 'processes'],
    effort: { mostSeconds: 40, warmUps: 10, rounds: 15, slowEvery: 3 },
  },
  { sockets: 30_000, sections: ['pass'], effort: { mostSeconds: 20, warmUps: 10, rounds: 11, slowEvery: 1 } },
  {
    sockets: mostSockets,
    sections: ['reading', 'pass', 'processes', 'memory', 'recording', 'checks', 'host'],
    effort: { mostSeconds: 110, warmUps: 10, rounds: 15, slowEvery: 4 },
  },
];
const quickEffort: Effort = { mostSeconds: 60, warmUps: 10, rounds: 5, slowEvery: 5 };

const subjectsOf: Partial<Record<Section, readonly SubjectId[]>> = {
  reading: ['sockDiag', 'proc', 'newReader', 'ss', 'ssUnread', 'netstat', 'lsof', 'systeminformation'],
  pass: ['pass', 'forkedMonitor', 'ss', 'ssUnread'],
  processes: ['keptFinder', 'freshFinder', 'newFinder', 'ssProcesses', 'ssProcessesUnread'],
};

/** New connections a second where some come and go. */
const churn = 200;

/** Makes the sockets and measures what was asked for. */
export async function bench(plan: Plan): Promise<Results> {
  const began = performance.now();
  const waitedBefore = waitedForProcessorMs();
  const machine = describeMachine(plan.repository);
  const activation = plan.sections.has('activation') ? await measureActivation(plan) : {};
  const panel = plan.sections.has('panel') ? await measurePanel(plan) : {};
  const measured = await measureWithSockets(plan);
  const waited = waitedForProcessorMs();
  const milliseconds = performance.now() - began;
  return {
    machine,
    quick: plan.quick,
    ...measured,
    ...activation,
    ...panel,
    ...(plan.weight && { weight: plan.weight }),
    seconds: milliseconds / 1_000,
    ...(waitedBefore !== undefined && waited !== undefined && { pressure: (waited - waitedBefore) / milliseconds }),
  };
}

async function measureWithSockets(
  plan: Plan,
): Promise<Pick<Results, 'makers' | 'sizes' | 'memory' | 'recording' | 'checks' | 'host' | 'hostProblem'>> {
  const chosen = sizes.filter(({ sections }) => sections.some(section => plan.sections.has(section)));
  if (chosen.length === 0) {
    return { makers: 0, sizes: [] };
  }
  const empty = plan.sections.has('memory') ? await measureEmptyMonitor(plan) : undefined;
  const population = new Population(mostSockets);
  plan.addCleanUp(() => population.stop());
  const monitor = new ForkedMonitor(plan.monitorScript);
  plan.addCleanUp(() => monitor.kill());
  const subjects = new Subjects(monitor);
  plan.addCleanUp(() => subjects.stop());

  const ids = [...plan.sections].flatMap(section => subjectsOf[section] ?? []);
  const opened = subjects.open([...new Set(ids)]);
  const results: SizeResults[] = [];
  for (const { sockets, sections, effort } of chosen) {
    plan.progress(`making ${sockets.toLocaleString('en')} sockets`);
    await population.grow(sockets);
    const census = plan.sections.has('reading') && sections.includes('reading') ? await takeCensus() : undefined;
    const here = sections.filter(section => plan.sections.has(section)).flatMap(section => subjectsOf[section] ?? []);
    const taking = opened.filter(({ id }) => here.includes(id));
    if (taking.length > 0) {
      plan.progress(`${sockets.toLocaleString('en')} sockets: ${taking.length} readers in turn`);
    }
    const timings = await runRounds(taking, plan.quick ? quickEffort : effort, () => population.topUp());
    results.push({
      sockets,
      timings,
      ...(timings.forkedMonitor && { cost: monitor.cost }),
      ...(census && { census }),
    });
  }
  await subjects.stop();
  const recording = plan.sections.has('recording') ? await recordingOf(plan, population) : undefined;
  const checks = plan.sections.has('checks') ? await checksOf(plan, population) : undefined;
  const host = plan.sections.has('host') ? await measureHost(plan, population) : {};
  const full = empty && (await population.keepUpDuring(() => measureMemory(plan, population)));
  const memory = empty && full && { empty, ...full };
  return {
    makers: population.processes,
    sizes: results,
    ...(memory && { memory }),
    ...(recording && { recording }),
    ...(checks && { checks }),
    ...host,
  };
}

async function recordingOf(plan: Plan, population: Population) {
  plan.progress('recording, real sockets and simulated ones');
  await population.topUp();
  await population.churn(churn);
  try {
    return await population.keepUpDuring(() => measureRecording(mostSockets, churn, plan.quick));
  } finally {
    await population.churn(0);
  }
}

async function checksOf(plan: Plan, population: Population) {
  plan.progress('all checks, beside reading');
  await population.topUp();
  await population.churn(churn);
  const child = new Child<CheckedFunctions>('checked.js');
  try {
    return await population.keepUpDuring(() => child.call.check(plan.quick ? 20 : 40));
  } finally {
    await child.stop();
    await population.churn(0);
  }
}

async function measureHost(plan: Plan, population: Population): Promise<Pick<Results, 'host' | 'hostProblem'>> {
  plan.progress('VS Code with tree and diagram open');
  await population.topUp();
  await population.churn(churn);
  try {
    return { host: await population.keepUpDuring(() => plan.measureHost()) };
  } catch (error) {
    return { hostProblem: messageOf(error) };
  } finally {
    await population.churn(0);
  }
}

/** Before there are sockets: they would slow down the start of VS Code, which looks at them too, and not us. */
async function measureActivation(plan: Plan): Promise<Pick<Results, 'activation' | 'activationProblem'>> {
  plan.progress('starts of VS Code, for the activation');
  try {
    return { activation: await plan.measureActivation() };
  } catch (error) {
    return { activationProblem: messageOf(error) };
  }
}

async function measurePanel(plan: Plan): Promise<Pick<Results, 'panel' | 'panelProblem'>> {
  plan.progress("the diagram's page in Chromium");
  try {
    return { panel: await plan.measurePanel() };
  } catch (error) {
    return { panelProblem: messageOf(error) };
  }
}

async function measureEmptyMonitor(plan: Plan) {
  plan.progress('memory of the monitor, without sockets');
  const monitor = new ForkedMonitor(plan.monitorScript);
  try {
    return await measureOccupancy(monitor);
  } finally {
    monitor.kill();
  }
}

async function measureMemory(plan: Plan, population: Population): Promise<Omit<MemoryResults, 'empty'>> {
  plan.progress('memory and load of the monitor, with all sockets');
  const monitor = new ForkedMonitor(plan.monitorScript);
  try {
    await population.topUp();
    const full = await measureOccupancy(monitor);
    const seconds = plan.quick ? 10 : 20;
    const quiet = await measureLoad(monitor, seconds);
    await population.churn(churn);
    const churning = await measureLoad(monitor, seconds);
    return {
      full,
      load: { seconds, quiet, churning, connectionsPerSecond: churn },
      flatness: await measureFlatness(monitor, churn, plan.quick ? 10 : 30),
    };
  } finally {
    monitor.kill();
    await population.churn(0);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
