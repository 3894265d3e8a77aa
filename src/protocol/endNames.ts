import type { BrowsedRow } from '../core/sockets/browsedRow';
import { localText } from './endpointText';

type End = Pick<BrowsedRow, 'local' | 'v6Only' | 'processes'>;

/** Short names that tell two ends apart: of their processes, with as much more as that takes; the address where none is known. */
export function endNames(one: End, other: End): readonly [string, string] {
  const ways: readonly ((end: End, name: string, pid: number) => string)[] = [
    (_, name) => name,
    (_, name, pid) => `${name} (${pid})`,
    (end, name) => `${name} (${localText(end)})`,
  ];
  const nameOf = (end: End, way: (typeof ways)[number]) => {
    const [process] = end.processes;
    return process === undefined ? localText(end) : way(end, process.name, process.pid);
  };
  const names = ways.map(way => [nameOf(one, way), nameOf(other, way)] as const);
  return names.find(([first, second]) => first !== second) ?? names.at(-1)!;
}
