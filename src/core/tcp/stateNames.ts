import { spellings, type SpellingTool } from './spellings';
import { tcpStates, type TcpStateName } from './states';

/**
 * The state that a tool's word means: `CLOSE_WAIT`, `close-wait`, `CloseWait`, `TCP_CLOSE_WAIT`, `SCHLIESSEN_WARTEN`.
 * Undefined for everything else, conntrack's FIN_WAIT included: it stands for a flow and not for a socket.
 */
export function parseStateName(text: string): TcpStateName | undefined {
  return byKey.get(toKey(text));
}

/** The state's name as a tool prints it; undefined where that tool cannot show the state. */
export function spellingOf(state: TcpStateName, tool: SpellingTool): string | undefined {
  return spellings[state].printed[tool];
}

/** Every spelling of a state that is known, the RFC's own name first. */
export function allSpellings(state: TcpStateName): readonly string[] {
  const { printed, also, localised } = spellings[state];
  return [...new Set([state, ...Object.values(printed), ...also, ...localised])];
}

/** What Linux, the BSDs, Windows, .NET and psutil put before the name of a constant. */
const constantPrefix = /^(?:MIB_TCP_STATE_|TCPSTATE[._]|TCPS_|TCP_|CONN_)/;

function toKey(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .toUpperCase()
    .replace(constantPrefix, '')
    .replace(/[-_\s]/g, '');
}

const byKey: ReadonlyMap<string, TcpStateName> = new Map(
  // A later entry of a Map wins, and the first state shall.
  tcpStates.toReversed().flatMap(({ name }) => allSpellings(name).map(spelling => [toKey(spelling), name] as const)),
);
