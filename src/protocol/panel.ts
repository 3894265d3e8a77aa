import type { FindingCode, FindingSeverity } from '../core/checks/finding';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { ScenarioId } from '../core/tcp/scenarios/scenario';
import type { Actor, TcpStateName } from '../core/tcp/states';
import type { TcpEvent } from '../core/tcp/tcpEvents';
import type { TransitionNote } from '../core/tcp/transition';
import type { Explanation } from './explanation';
import type { Frame, SearchReply, Trace } from './monitor';
import type { Moment, Timeline } from './recording';
import type { ScenarioRun } from './scenario';
import type { ScenarioText } from './scenarioText';

/** Calls that the diagram panel makes to the host. They travel as JSON, which turns an undefined parameter into null. */
export interface PanelHostFunctions {
  /** The page is listening: answers with everything it needs, and updates follow. */
  ready(): Promise<PanelSetup>;
  /** A state was selected in the diagram, which filters the tree by it; null takes back the filter of an earlier one. */
  selectState(state: TcpStateName | null): Promise<void>;
  explain(state: TcpStateName): Promise<Explanation>;
  /** Reveals a connection in the tree, or tells the user why that cannot be. */
  reveal(id: string): Promise<void>;
  details(id: string): Promise<SocketDetails | undefined>;
  /** Opens why a check speaks, and what to do about it. */
  explainFinding(code: FindingCode): Promise<void>;
  /** Connections of the last reading by the filter language, the first fifty of them. */
  search(filter: string): Promise<SearchAnswer>;
  /** Adds connections to the selection. */
  choose(ids: readonly string[]): Promise<void>;
  /** Takes a connection out of the selection. */
  deselect(id: string): Promise<void>;
  /** The counts of the recording that is shown, or of the live readings: all that is kept, or what is later than `after`. */
  timeline(after: number | null): Promise<Timeline>;
  /** What is to be said about the scenarios of learn mode, in the order of scenarioIds. */
  scenarioTexts(): Promise<readonly ScenarioText[]>;
  /** Has every view of the window show the last reading at or before `at` in the place of now; null: now again. */
  showMoment(at: number | null): Promise<void>;
  /** Begins to perform a scenario with real sockets of this machine, which are selected from then on. */
  runScenario(scenario: ScenarioId): Promise<ScenarioRun>;
  /** Performs its next step; that may have to wait for a timer of the kernel, for a minute and more. */
  stepScenario(): Promise<ScenarioRun>;
  /** Closes the sockets. */
  stopScenario(): Promise<void>;
  /** Hands the diagram on, as the command of the same name does. */
  share(kind: ShareKind, withoutAddresses: boolean): Promise<void>;
}

/** What can be made of the diagram for others: a picture to save, or a text in the clipboard. */
export type ShareKind = 'svg' | 'png' | 'mermaid' | 'report';

export interface DrawRequest {
  format: 'svg' | 'png';
  /** The moment to draw, which may be a newer one than the page has got yet. */
  picture: PanelPicture;
  /** Whose sockets these are, when, and how many. */
  footer: string;
}

/** Calls that the host makes to the page. Each carries a whole picture, so that none can be missed. */
export interface PanelFunctions {
  update(picture: PanelPicture): void;
  /** The state that Explain State asked for, or none since the tree's filter by the selected one was taken away. */
  showState(state: TcpStateName | null): void;
  /** Turns to learn mode, with a scenario at its beginning. */
  learn(scenario: ScenarioId): void;
  /** The whole figure, whatever part of it is on screen, as a file of its own: the text of an SVG, or a PNG in base64. */
  draw(request: DrawRequest): Promise<string>;
}

export interface PanelSetup {
  words: PanelWords;
  /** The extension's translated texts by their English, of which the page takes its own; absent in English. */
  texts?: Readonly<Record<string, string>>;
  /** BCP 47, for numbers and times. */
  locale: string;
  /** The state to explain; the host remembers it while the page is hidden. */
  state?: TcpStateName;
  /** The scenario that was asked for, to be shown from its beginning. */
  scenario?: ScenarioId;
  /** What runs with real sockets since before the page was hidden. */
  run?: ScenarioRun;
  picture: PanelPicture;
}

export interface PanelPicture {
  /** Absent before the first reading. */
  frame?: Frame;
  /** Name of the machine whose sockets these are. */
  machine: string;
  selected: readonly Trace[];
  /** What the checks found, without what the user ignores, the most severe first; empty of a recording that does not tell. */
  findings?: readonly PanelFinding[];
  /** The moment of the past that frame and selection are of; absent while they are live. */
  moment?: Moment;
  /** Readings are paused; the frame may be older than that. */
  paused: boolean;
  /** A sentence when the monitor cannot read now. */
  trouble?: string;
}

/** A finding as the page tells it. */
export interface PanelFinding {
  code: FindingCode;
  /** Where it is marked; a finding about no state is told nowhere in the figure. */
  state: TcpStateName;
  severity: FindingSeverity;
  /** One sentence in the user's language. */
  title: string;
}

/** What a search found, or which words of it mean nothing: where they stand, and a sentence about each. */
export type SearchAnswer =
  ({ ok: true } & SearchReply) | { ok: false; errors: readonly { start: number; end: number; text: string }[] };

/** What the page asks VS Code to keep over a reload: what the user arranged, never data. */
export interface PanelMemory {
  /** What was searched for. */
  query?: string;
  state?: TcpStateName;
  /** Learn mode is on. */
  learning?: boolean;
  /** The scenario that is open in it, and how many of its steps were taken. */
  lesson?: { scenario: ScenarioId; step: number };
  /** Pixels. */
  scrollTop?: number;
  /** What was seen of the figure when it was not the whole: how much larger, and its centre in shares of the figure. */
  camera?: { scale: number; x: number; y: number };
  /** The chart of sockets over time is folded away. */
  chartFolded?: boolean;
}

/** The words of the protocol in the user's language. */
export interface PanelWords {
  /** What happens, as a clause. */
  events: Readonly<Record<TcpEvent, string>>;
  /** What a reader must know beside an arrow. */
  notes: Readonly<Record<TransitionNote, string>>;
  /** One sentence each: who must act next. */
  actors: Readonly<Record<Actor, string>>;
  /** One sentence each: who must act next in that state, and what is missing. */
  actorOfState: Readonly<Record<TcpStateName, string>>;
}
