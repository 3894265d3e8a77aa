import { tcpStates, type TcpStateName } from '../tcp/states';
import { transitions } from '../tcp/transitions';

/** What the diagram shows: sockets in each state, and how often each step was taken in the last minute. */
export interface CountedDiagram {
  readonly counts: Readonly<Partial<Record<TcpStateName, number>>>;
  readonly transitions: readonly { from: TcpStateName; to: TcpStateName; lastMinute: number }[];
}

export interface MermaidOptions {
  /** Draw figure 5's arrows too that nobody took in the last minute; without it only what was seen. */
  readonly withFigure5: boolean;
  /** One line of words for readers that cannot see the picture; it becomes Mermaid's accTitle. */
  readonly title?: string;
  /** The words on an arrow that was taken so often in the last minute; they may hold neither ':' nor ';'. */
  labelOf(lastMinute: number): string;
}

/**
 * A Mermaid stateDiagram-v2. By Mermaid's grammar (stateDiagram.jison) an id ends at '-', so that the state's name with its
 * count is a description in quotes with an id of its own; a label ends at ':' and ';'; each statement is one line.
 */
export function mermaidDiagram({ counts, transitions: taken }: CountedDiagram, options: MermaidOptions): string {
  const arrows = new Map(
    transitions
      .filter(({ figure5 }) => figure5 && options.withFigure5)
      .map(({ from, to }) => [arrow(from, to), undefined as string | undefined]),
  );
  for (const { from, to, lastMinute } of taken) {
    if (lastMinute > 0) {
      arrows.set(arrow(from, to), label(options.labelOf(lastMinute)));
    }
  }
  const drawn = tcpStates.filter(({ name }) => (counts[name] ?? 0) > 0 || hasArrow(arrows.keys(), name));
  return [
    'stateDiagram-v2',
    ...(options.title === undefined ? [] : [`    accTitle: ${label(options.title)}`]),
    ...drawn.map(({ name }) => `    state "${name}: ${counts[name] ?? 0}" as ${mermaidId(name)}`),
    ...[...arrows].map(([line, words]) => `    ${line}${words === undefined ? '' : ` : ${words}`}`),
    '',
  ].join('\n');
}

function mermaidId(state: TcpStateName): string {
  return state.replaceAll('-', '_');
}

function arrow(from: TcpStateName, to: TcpStateName): string {
  return `${mermaidId(from)} --> ${mermaidId(to)}`;
}

function hasArrow(arrows: Iterable<string>, state: TcpStateName): boolean {
  return [...arrows].some(line => line.split(' --> ').includes(mermaidId(state)));
}

/** What would end the words, or begin a comment or an entity, becomes a space. */
function label(words: string): string {
  return words.replace(/[:;#%\s]+/g, ' ').trim();
}
