import { describe, expect, it } from 'vitest';

import { selfLoops } from '../../../../src/core/tcp/selfLoops';
import { tcpStates } from '../../../../src/core/tcp/states';
import { causeOfEvent, type TcpEvent } from '../../../../src/core/tcp/tcpEvents';
import { transitionBetween, transitions } from '../../../../src/core/tcp/transitions';
import { actorSentence } from '../../../../src/host/words/actorWords';
import { diagramWords } from '../../../../src/host/words/diagramWords';
import { eventText, noteText, transitionText } from '../../../../src/host/words/transitionWords';

describe('the words of the protocol', () => {
  it('say a transition in one line', () => {
    expect(transitionText(transitionBetween('SYN-SENT', 'ESTABLISHED')!)).toBe(
      "SYN-SENT to ESTABLISHED: The peer's SYN and ACK arrive; ACK is sent.",
    );
    expect(transitionText(transitionBetween('TIME-WAIT', 'CLOSED')!)).toBe(
      "TIME-WAIT to CLOSED: The kernel's TIME-WAIT timer runs out.",
    );
  });

  it('name who acts: the program, the peer or the kernel', () => {
    const subject = { program: /program/, peer: /peer|arrives/, kernel: /kernel/ };
    for (const [event, cause] of Object.entries(causeOfEvent)) {
      expect(eventText(event as TcpEvent)).toMatch(subject[cause]);
    }
  });

  it('agree with the state table about who must act next', () => {
    const subject = { program: /^The local program/, peer: /^The peer/, kernel: /^The kernel/, nobody: /^Nobody/ };
    for (const { name, actor } of tcpStates) {
      expect(actorSentence(name), name).toMatch(subject[actor]);
    }
  });

  it('are whole: sentences end with a full stop, clauses without, and no two events read alike', () => {
    const { events, notes, actors, actorOfState } = diagramWords();
    for (const sentence of [notes, actors, actorOfState].flatMap(texts => Object.values(texts))) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
    for (const clause of Object.values(events)) {
      expect(clause).toMatch(/^[A-Z].*[^.]$/);
    }
    expect(new Set(Object.values(events)).size).toBe(Object.keys(events).length);
    for (const { event, note } of transitions) {
      expect(events).toHaveProperty(event);
      expect(note === undefined || noteText(note).length > 0).toBe(true);
    }
    expect(selfLoops.every(({ event }) => event in events)).toBe(true);
  });
});
