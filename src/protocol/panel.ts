import type { SocketDetails } from '../core/sockets/socketDetails';
import type { Actor, TcpStateName } from '../core/tcp/states';
import type { Explanation } from './explanation';
import type { Frame, Trace } from './monitor';

/** Calls that the diagram panel makes to the host. */
export interface PanelHostFunctions {
  /** The page is listening: answers with everything it needs, and updates follow. */
  ready(): Promise<PanelSetup>;
  /** A state was selected in the diagram: filters the tree; undefined clears that filter. */
  selectState(state: TcpStateName | undefined): Promise<void>;
  explain(state: TcpStateName): Promise<Explanation>;
  /** Reveals a connection in the tree. */
  reveal(id: string): Promise<void>;
  details(id: string): Promise<SocketDetails | undefined>;
  /** Takes a connection out of the selection. */
  deselect(id: string): Promise<void>;
}

/** Calls that the host makes to the page. Each carries a whole picture, so that none can be missed. */
export interface PanelFunctions {
  update(picture: PanelPicture): void;
  /** The state that the tree is filtered by, or that Explain State asked for. */
  showState(state: TcpStateName | undefined): void;
}

export interface PanelSetup {
  words: PanelWords;
  /** BCP 47, for numbers and times. */
  locale: string;
  picture: PanelPicture;
}

export interface PanelPicture {
  /** Absent before the first reading. */
  frame?: Frame;
  /** Name of the machine whose sockets these are. */
  machine: string;
  selected: readonly Trace[];
  /** A sentence when the monitor cannot read now. */
  trouble?: string;
}

/** Every text of the page, localised by the host; {0} marks places. */
export interface PanelWords {
  /** Keyed by Transition.event of core/tcp/transitions.ts. */
  events: Readonly<Record<string, string>>;
  /** One sentence each: who must act next. */
  actors: Readonly<Record<Actor, string>>;
  /** Everything else, keyed by the English sentence. */
  sentences: Readonly<Record<string, string>>;
}
