import type { StayingEvent } from '../../core/tcp/selfLoops';
import type { Actor, TcpStateName } from '../../core/tcp/states';
import type { TcpEvent } from '../../core/tcp/tcpEvents';
import type { TransitionNote } from '../../core/tcp/transition';
import { actorSentences, actorTexts } from './actorWords';
import { eventTexts, noteTexts } from './transitionWords';

/** The words of the protocol as plain strings in the user's language, sent to the diagram's page once. */
export interface DiagramWords {
  readonly events: Readonly<Record<TcpEvent | StayingEvent, string>>;
  readonly notes: Readonly<Record<TransitionNote, string>>;
  readonly actors: Readonly<Record<Actor, string>>;
  readonly actorOfState: Readonly<Record<TcpStateName, string>>;
}

/** Collects them; the language of VS Code does not change while it runs, so once per page is enough. */
export function diagramWords(): DiagramWords {
  return { events: eventTexts(), notes: noteTexts(), actors: actorTexts(), actorOfState: actorSentences() };
}
