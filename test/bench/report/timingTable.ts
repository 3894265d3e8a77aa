import type { Figures } from '../figures';
import type { SizeResults } from '../results';
import type { SubjectId } from '../subjects/run';
import { count, digits, spread, table } from './markdown';

/** What a table compares: the time that a subject took, or that it kept a processor busy. */
export type Clock = 'ms' | 'processorMs';

/**
 * Milliseconds of each subject at each number of sockets, median (min-max), and how that compares with `baseline`.
 * Subjects and sizes that were not measured are left out.
 */
export function timingTable(
  sizes: readonly SizeResults[],
  { clock, ids, baseline }: { clock: Clock; ids: readonly SubjectId[]; baseline: SubjectId },
): string {
  const measured = sizes.filter(({ timings }) => ids.some(id => id !== baseline && timings[id] !== undefined));
  const titleOf = (id: SubjectId) => measured.find(({ timings }) => timings[id]?.[clock])?.timings[id]?.title;
  const head = measured.flatMap(({ sockets }) => [`${count(sockets)} sockets`, `x ${titleOf(baseline) ?? ''}`]);
  const rows = ids.flatMap(id => {
    const title = titleOf(id);
    return title === undefined
      ? []
      : [[title, ...measured.flatMap(({ timings }) => cells(timings[id]?.[clock], timings[baseline]?.[clock]))]];
  });
  return table([clock === 'ms' ? 'ms, median (min-max)' : 'processor time, ms', ...head], rows);
}

function cells(own: Figures | undefined, base: Figures | undefined): [string, string] {
  return [own ? spread(own) : '', own && base ? digits(own.median / base.median) : ''];
}
