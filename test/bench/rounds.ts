import { figuresOf, type Figures } from './figures';
import type { Run, Subject, SubjectId } from './subjects/run';

/** How often things are measured at one number of sockets. */
export interface Effort {
  /** No round begins after so long, except for the fewest that make a median. */
  mostSeconds: number;
  /** Runs before the first that counts: by then code is compiled, files are cached, and the monitor knows the processes. */
  warmUps: number;
  rounds: number;
  /** Slow subjects take part in every so many-th round. */
  slowEvery: number;
}

/** What the rounds told of one subject. */
export interface Timing {
  title: string;
  ms: Figures;
  /** Absent where it is not known. */
  processorMs?: Figures;
  /** Absent where the subject does not tell. */
  sockets?: Figures;
}

export type Timings = Partial<Record<SubjectId, Timing>>;

const fewestRounds = 5;

/**
 * Measures subjects side by side, A B C A B C, so that a machine that becomes slower or faster does so for all of them.
 * @param between called before each round, untimed
 */
export async function runRounds(
  subjects: readonly Subject[],
  { mostSeconds, warmUps, rounds, slowEvery }: Effort,
  between: () => Promise<void>,
): Promise<Timings> {
  const runs = new Map<Subject, Run[]>(subjects.map(subject => [subject, []]));
  for (const subject of subjects) {
    for (let warmUp = 0; warmUp < (subject.lives ? warmUps : 1); warmUp++) {
      await subject.run();
    }
  }
  const began = performance.now();
  for (let round = 0; round < rounds && (round < fewestRounds || !isOver(began, mostSeconds)); round++) {
    await between();
    for (const [subject, ofSubject] of runs) {
      if (!subject.slow || round % slowEvery === 0) {
        ofSubject.push(await subject.run());
      }
    }
  }
  return Object.fromEntries(Array.from(runs, ([subject, ofSubject]) => [subject.id, timingOf(subject, ofSubject)]));
}

function isOver(began: number, seconds: number): boolean {
  return performance.now() - began > seconds * 1_000;
}

function timingOf({ title }: Subject, runs: readonly Run[]): Timing {
  const processorMs = figuresOf(runs.flatMap(run => run.processorMs ?? []));
  const sockets = figuresOf(runs.flatMap(run => run.sockets ?? []));
  return {
    title,
    ms: figuresOf(runs.map(run => run.ms))!,
    ...(processorMs && { processorMs }),
    ...(sockets && { sockets }),
  };
}
