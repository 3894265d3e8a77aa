import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mermaidDiagram, type CountedDiagram } from '../../../../src/core/report/mermaid';
import { tcpStates, type TcpStateName } from '../../../../src/core/tcp/states';
import { transitions } from '../../../../src/core/tcp/transitions';

const labelOf = (count: number) => `${count} in the last minute`;
const stateName = fc.constantFrom(...tcpStates.map(({ name }) => name));
const anyDiagram: fc.Arbitrary<CountedDiagram> = fc.record({
  counts: fc.dictionary(stateName, fc.nat({ max: 200_000 })),
  transitions: fc.array(fc.record({ from: stateName, to: stateName, lastMinute: fc.nat({ max: 9_999 }) })),
});

/** The lines that Mermaid's grammar (stateDiagram.jison) knows, and no other; ids as its token ID takes them. */
const stateLine = /^ {4}state "([^"\n]+)" as ([^:\s{-]+)$/;
const arrowLine = /^ {4}([^:\s{-]+) --> ([^:\s{-]+)(?: : ([^:\n;#%]+))?$/;
const titleLine = /^ {4}accTitle: [^\n;#]+$/;

function parse(text: string) {
  const [first, ...lines] = text.split('\n');
  expect(first).toBe('stateDiagram-v2');
  expect(lines.pop()).toBe('');
  const states = new Map<string, string>();
  const arrows: [from: string, to: string, label?: string][] = [];
  for (const line of lines) {
    const state = stateLine.exec(line);
    const arrow = arrowLine.exec(line);
    if (state) {
      expect(arrows, 'states are declared before arrows').toEqual([]);
      expect(states.has(state[2]!), 'once each').toBe(false);
      states.set(state[2]!, state[1]!);
    } else if (arrow) {
      arrows.push([arrow[1]!, arrow[2]!, ...(arrow[3] === undefined ? [] : [arrow[3]])] as [string, string, string?]);
    } else {
      expect(line).toMatch(titleLine);
    }
  }
  return { states, arrows };
}

describe('the Mermaid diagram', () => {
  it('says counts, and how often each arrow was taken', () => {
    const text = mermaidDiagram(
      {
        counts: { LISTEN: 23, 'CLOSE-WAIT': 37 },
        transitions: [
          { from: 'ESTABLISHED', to: 'CLOSE-WAIT', lastMinute: 12 },
          { from: 'CLOSE-WAIT', to: 'LAST-ACK', lastMinute: 0 },
        ],
      },
      { withFigure5: false, title: 'devbox: 60; #1', labelOf },
    );
    expect(text).toBe(`stateDiagram-v2
    accTitle: devbox 60 1
    state "LISTEN: 23" as LISTEN
    state "ESTABLISHED: 0" as ESTABLISHED
    state "CLOSE-WAIT: 37" as CLOSE_WAIT
    ESTABLISHED --> CLOSE_WAIT : 12 in the last minute
`);
  });

  it('draws every arrow of figure 5 when asked to, once for each pair of states', () => {
    const { states, arrows } = parse(mermaidDiagram({ counts: {}, transitions: [] }, { withFigure5: true, labelOf }));
    const pairs = new Set(transitions.filter(({ figure5 }) => figure5).map(({ from, to }) => `${from} ${to}`));
    expect(new Set(arrows.map(([from, to]) => `${from} ${to}`.replaceAll('_', '-')))).toEqual(pairs);
    expect(arrows.length).toBe(pairs.size);
    expect([...states.values()]).toEqual(
      tcpStates.filter(({ name }) => name !== 'BOUND').map(({ name }) => `${name}: 0`),
    );
  });

  it('keeps to the grammar, and declares every state that an arrow or a count names', () => {
    fc.assert(
      fc.property(anyDiagram, fc.boolean(), fc.string(), (diagram, withFigure5, title) => {
        fc.pre(title.replace(/[:;#%\s]/g, '') !== '');
        const { states, arrows } = parse(mermaidDiagram(diagram, { withFigure5, title, labelOf }));
        for (const [from, to] of arrows) {
          expect(states.has(from) && states.has(to)).toBe(true);
        }
        for (const [name, count] of Object.entries(diagram.counts) as [TcpStateName, number][]) {
          if (count > 0) {
            expect([...states.values()]).toContain(`${name}: ${count}`);
          }
        }
      }),
    );
  });
});
