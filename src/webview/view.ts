import type { FindingCode } from '../core/checks/finding';
import type { SocketDetails } from '../core/sockets/socketDetails';
import type { TcpStateName } from '../core/tcp/states';
import type { Explanation } from '../protocol/explanation';
import type { PanelPicture, ShareKind } from '../protocol/panel';
import type { Timeline } from '../protocol/recording';
import type { Camera } from './diagram/camera';
import type { Figure } from './diagram/figure';
import type { SearchView } from './search';
import type { ShownConnections } from './shownConnections';
import type { TimeView } from './timeline/timeView';
import type { StateMarks } from './diagram/marks';
import type { Traffic } from './diagram/traffic';
import type { Words } from './words';

/** What can be pointed at: with the mouse, the keyboard or a click. */
export type Target =
  | { readonly kind: 'state'; readonly state: TcpStateName }
  | { readonly kind: 'transition'; readonly id: string }
  | { readonly kind: 'connection'; readonly id: string };

/** What stays chosen until something else is. */
export type Selection = Exclude<Target, { kind: 'connection' }>;

/** Something that was asked of the host. */
export type Answer<Value> =
  { readonly status: 'waiting' } | { readonly status: 'failed' } | { readonly status: 'here'; readonly value: Value };

/** Everything that the page shows now. The templates are functions of it and keep nothing. */
export interface View {
  readonly words: Words;
  readonly figure: Figure;
  readonly picture: PanelPicture;
  /** The picture's selected connections with the other ends that came with them. */
  readonly shown: ShownConnections;
  /** Milliseconds since the picture came; the host's clock and this machine's may differ, so ages add this. 0 in the past. */
  readonly elapsedMs: number;
  /** The counts of the last minutes, or of the whole recording that is shown; empty until the host has answered. */
  readonly history: Timeline;
  readonly time: TimeView;
  /** What moved between the states, worked out from the picture's frame. */
  readonly traffic: Traffic;
  /** What makes states stand out. */
  readonly marks: StateMarks;
  /** What is seen of the figure. */
  readonly camera: Camera;
  readonly selection: Selection | undefined;
  readonly pointed: Target | undefined;
  /** Key of the one element of the figure that the Tab key reaches. */
  readonly tabStop: string;
  readonly explanation: Answer<Explanation> | undefined;
  /** By id of the connection, for those whose details are open. */
  readonly details: ReadonlyMap<string, Answer<SocketDetails | undefined>>;
  /** Learn mode is on. */
  readonly learning: boolean;
  readonly search: SearchView;
  readonly actions: Actions;
}

export interface Actions {
  select(selection: Selection | undefined): void;
  point(target: Target | undefined): void;
  reveal(id: string): void;
  /** Opens why a check speaks, and what to do. */
  explainFinding(code: FindingCode): void;
  /** Searches for connections. */
  find(query: string): void;
  /** Makes a result of the search the one that the Tab key reaches. */
  reachResult(index: number): void;
  /** Adds connections to the selection. */
  choose(ids: readonly string[]): void;
  deselect(id: string): void;
  /** Takes the other end of a selected connection out of the page. */
  dismiss(id: string): void;
  toggleDetails(id: string): void;
  look(camera: Camera): void;
  /** Switches between the live diagram and learn mode. */
  learn(on: boolean): void;
  share(kind: ShareKind, withoutAddresses: boolean): void;
}

/** The spelling of a target in a `data-key` attribute. */
export function keyOf(target: Target): string {
  return `${target.kind}:${target.kind === 'state' ? target.state : target.id}`;
}

export function parseKey(key: string): Target | undefined {
  const [, kind, name] = /^(state|transition|connection):(.+)$/.exec(key) ?? [];
  if (kind === 'state') {
    return { kind, state: name as TcpStateName };
  }
  return kind === 'transition' || kind === 'connection' ? { kind, id: name! } : undefined;
}
