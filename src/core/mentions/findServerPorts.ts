import { findCalledPorts } from './findCalledPorts';
import { findComposePorts } from './findComposePorts';
import { findExposedPorts } from './findExposedPorts';
import { lineForms } from './lineForms';
import { parsePort, type PortMention } from './portNumber';
import type { SourceKind } from './sourceKind';

/** Larger files are data, and nobody reads lenses in them. Characters. */
export const longestText = 150_000;
/** Longer lines are made by programs. Characters. */
const longestLine = 1_000;
/** Ports of one file; a reader has no use for more. */
const mostPorts = 100;

/**
 * The ports that a program, a configuration or a command in this text serves or asks for, in the order of the text, each place
 * once. Costs the text's length times a constant, whatever the text is.
 */
export function findServerPorts(text: string, kind: SourceKind): PortMention[] {
  if (text.length > longestText) {
    return [];
  }
  const inLines = [...(kind === 'dockerfile' ? findExposedPorts(text) : []), ...findPortsInLines(text, kind)];
  // What Compose publishes is of this machine; its commands run in the container.
  const isInContainer = kind === 'dockerfile' || kind === 'compose';
  const found = [
    ...findCalledPorts(text, kind),
    ...(kind === 'compose' ? findComposePorts(text) : []),
    ...inLines.map(mention => (isInContainer ? { ...mention, inContainer: true as const } : mention)),
  ].sort((a, b) => a.start - b.start);
  return found.filter(({ start }, index) => start !== found[index - 1]?.start).slice(0, mostPorts);
}

function findPortsInLines(text: string, kind: SourceKind): PortMention[] {
  const forms = lineForms[kind];
  const found: PortMention[] = [];
  let lineStart = 0;
  for (const line of forms === undefined ? [] : text.split('\n')) {
    if (line.length <= longestLine && /\d/.test(line) && !forms!.comment.test(line)) {
      for (const pattern of forms!.patterns) {
        for (const match of line.matchAll(pattern)) {
          const port = parsePort(match.groups!.port!);
          const [start, end] = match.indices!.groups!.port!;
          if (port !== undefined) {
            found.push({ start: lineStart + start, end: lineStart + end, port });
          }
        }
      }
    }
    lineStart += line.length + 1;
  }
  return found;
}
