import type { SocketDetails } from '../core/sockets/socketDetails';
import type { TcpStateName } from '../core/tcp/states';
import type { Trace } from '../protocol/monitor';
import type { Explanation } from '../protocol/explanation';
import type { PanelMemory } from '../protocol/panel';
import type { Connection } from './rpc';
import { shownConnections, type ShownConnections } from './shownConnections';
import { keyOf, type Answer, type Selection, type Target } from './view';

/** What the reader has chosen and points at, and what the host has told about it. */
export class Chosen {
  private selected: Selection | undefined;
  private target: Target | undefined;
  private stop = 'state:CLOSED';
  private answer: Answer<Explanation> | undefined;
  private connections: readonly Trace[];
  private shownNow: ShownConnections;
  /** Ids of other ends that the reader took out of the page. */
  private readonly dismissed = new Set<string>();
  private readonly open = new Map<string, Answer<SocketDetails | undefined>>();

  constructor(
    private readonly host: Pick<Connection['host'], 'explain' | 'details'>,
    connections: readonly Trace[],
    private readonly changed: () => void,
  ) {
    this.connections = connections;
    this.shownNow = shownConnections(connections, this.dismissed);
  }

  get selection(): Selection | undefined {
    return this.selected;
  }

  get pointed(): Target | undefined {
    return this.target;
  }

  /** Key of the one element of the figure that the Tab key reaches. */
  get tabStop(): string {
    return this.stop;
  }

  get explanation(): Answer<Explanation> | undefined {
    return this.answer;
  }

  get details(): ReadonlyMap<string, Answer<SocketDetails | undefined>> {
    return this.open;
  }

  get shown(): ShownConnections {
    return this.shownNow;
  }

  /** The state that is selected, if it is one. */
  get state(): TcpStateName | undefined {
    return this.selected?.kind === 'state' ? this.selected.state : undefined;
  }

  memory(): Pick<PanelMemory, 'state'> {
    return this.state ? { state: this.state } : {};
  }

  /** Other connections are selected, or the same ones are older. */
  follow(connections: readonly Trace[]): void {
    this.connections = connections;
    for (const id of this.dismissed) {
      if (!connections.some(({ other }) => other?.id === id)) {
        this.dismissed.delete(id);
      }
    }
    this.shownNow = shownConnections(connections, this.dismissed);
    const ids = new Set(connections.map(({ id }) => id));
    for (const id of this.open.keys()) {
      if (ids.has(id)) {
        void this.askDetails(id);
      } else {
        this.open.delete(id);
      }
    }
  }

  select(selection: Selection | undefined): void {
    this.selected = selection;
    this.answer = undefined;
    if (selection?.kind === 'state') {
      this.stop = keyOf(selection);
      void this.askExplanation(selection.state);
    }
    this.changed();
  }

  point(target: Target | undefined): void {
    this.target = target;
    this.changed();
  }

  stopAt(key: string): void {
    this.stop = key;
    this.changed();
  }

  dismiss(id: string): void {
    this.dismissed.add(id);
    this.shownNow = shownConnections(this.connections, this.dismissed);
    this.changed();
  }

  toggleDetails(id: string): void {
    if (!this.open.delete(id)) {
      this.open.set(id, { status: 'waiting' });
      void this.askDetails(id);
    }
    this.changed();
  }

  private async askExplanation(state: TcpStateName): Promise<void> {
    this.answer = { status: 'waiting' };
    const answer = await answerOf(this.host.explain(state));
    if (this.state === state) {
      this.answer = answer;
      this.changed();
    }
  }

  private async askDetails(id: string): Promise<void> {
    const answer = await answerOf(this.host.details(id));
    if (this.open.has(id)) {
      this.open.set(id, answer);
      this.changed();
    }
  }
}

async function answerOf<Value>(call: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { status: 'here', value: await call };
  } catch {
    return { status: 'failed' };
  }
}
