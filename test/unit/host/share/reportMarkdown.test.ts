import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLoopback, isWildcard, parseAddress } from '../../../../src/core/sockets/address';
import { reportOf, withoutAddresses, type ReportFacts } from '../../../../src/core/report/report';
import { reportMarkdown } from '../../../../src/host/share/reportMarkdown';
import { browsedRow, takenAt } from '../tree/browsedRow';

const leaked = browsedRow({
  state: 'CLOSE-WAIT',
  actor: 'program',
  stateSinceMs: takenAt - 48_000,
  local: { address: '10.0.0.2', port: 3000 },
});
const facts: ReportFacts = {
  machine: 'devbox',
  takenAt,
  total: 1_204,
  counts: { LISTEN: 4, ESTABLISHED: 1_199, 'CLOSE-WAIT': 1 },
  findings: [
    {
      finding: {
        code: 'close-wait-leak',
        severity: 'warning',
        cause: 'end-read',
        subject: 'pid 4711',
        state: 'CLOSE-WAIT',
        pid: 4_711,
        process: 'node',
        numbers: { count: 1, oldestMs: 65_000 },
        evidence: ['c1'],
        confidence: 'measured',
        actor: 'program',
        sinceMs: takenAt,
      },
      examples: [leaked],
    },
  ],
  connections: [
    {
      row: leaked,
      steps: [
        { to: 'ESTABLISHED', at: takenAt - 90_000, observed: true },
        { from: 'ESTABLISHED', to: 'CLOSE-WAIT', at: takenAt - 48_000, observed: false },
      ],
    },
  ],
};

describe('a report', () => {
  it('with everything', () => {
    expect(reportMarkdown(reportOf(facts))).toMatchInlineSnapshot(`
      "## TCP sockets of \`devbox\`

      2023-11-14 22:13:20 UTC · 1,204 sockets

      ### States

      | State | Sockets | Who must act next |
      | --- | ---: | --- |
      | LISTEN | 4 | Nobody needs to act: the socket waits for clients. |
      | ESTABLISHED | 1,199 | Nobody needs to act: both programs may send and receive. |
      | CLOSE-WAIT | 1 | The local program must act: the peer has closed, and close() has not been called here. |

      ### Findings

      - **Warning** node (4711) read the end of 1 connection and does not close it.
        - \`10.0.0.2:3000 ← 10.0.0.5:52344\` \`node\` 4711

      ### Selected connections

      #### 1. \`10.0.0.2:3000 ← 10.0.0.5:52344\`

      - **CLOSE-WAIT** In this state for 48 seconds.
      - The local program must act: the peer has closed, and close() has not been called here.
      - Process: \`node\` 4711: \`node server.js\`

      | Time | State | What happened | How it is known |
      | --- | --- | --- | --- |
      | 2023-11-14 22:11:50 UTC | ESTABLISHED | first seen | observed |
      | 2023-11-14 22:12:32 UTC | CLOSE-WAIT | The peer's FIN arrives | inferred |

      Made with Socketscope.
      "
    `);
  });

  it('without addresses', () => {
    expect(reportMarkdown(withoutAddresses(reportOf(facts)))).toMatchInlineSnapshot(`
      "## TCP sockets

      2023-11-14 22:13:20 UTC · 1,204 sockets

      Letters stand for addresses, the same letter for the same address. Loopback and wildcard addresses stay.

      ### States

      | State | Sockets | Who must act next |
      | --- | ---: | --- |
      | LISTEN | 4 | Nobody needs to act: the socket waits for clients. |
      | ESTABLISHED | 1,199 | Nobody needs to act: both programs may send and receive. |
      | CLOSE-WAIT | 1 | The local program must act: the peer has closed, and close() has not been called here. |

      ### Findings

      - **Warning** node (4711) read the end of 1 connection and does not close it.
        - \`A:3000 ← B:52344\` \`node\` 4711

      ### Selected connections

      #### 1. \`A:3000 ← B:52344\`

      - **CLOSE-WAIT** In this state for 48 seconds.
      - The local program must act: the peer has closed, and close() has not been called here.
      - Process: \`node\` 4711

      | Time | State | What happened | How it is known |
      | --- | --- | --- | --- |
      | 2023-11-14 22:11:50 UTC | ESTABLISHED | first seen | observed |
      | 2023-11-14 22:12:32 UTC | CLOSE-WAIT | The peer's FIN arrives | inferred |

      Made with Socketscope.
      "
    `);
  });

  it('of the past says that nobody has checked it', () => {
    const { machine, takenAt: at, total, counts, connections } = facts;
    expect(reportMarkdown(reportOf({ machine, takenAt: at, total, counts, connections }))).toContain(
      '### Findings\n\nThis recording does not tell what the checks found.\n',
    );
  });

  it('says who held a connection that has closed, and what was never seen', () => {
    const text = reportMarkdown(
      reportOf({
        ...facts,
        findings: [],
        connections: [{ row: browsedRow(), closedAt: takenAt - 1_000, steps: [] }, { steps: [] }],
      }),
    );
    expect(text).toContain('- Closed at 2023-11-14 22:13:19 UTC.\n- Process: `node` 4711');
    expect(text).toContain('#### 2. A connection that was not seen yet');
  });
});

/** As others may write them: mapped, with a zone, in capitals, or short. */
const spelled = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV4().map(address => `::ffff:${address}`),
  fc.tuple(fc.ipV6(), fc.constantFrom('eth0', 'br-1f', 'wlp2s0.100')).map(([address, zone]) => `${address}%${zone}`),
  fc.nat({ max: 0xffff }).map(last => `fe80::${last.toString(16)}%eth0`),
);
const endpoint = fc.record({ address: spelled, port: fc.nat({ max: 65_535 }) });
const anyRow = fc
  .record({ local: endpoint, remote: endpoint, spoken: spelled, name: fc.string({ maxLength: 6 }) })
  .map(({ local, remote, spoken, name }) =>
    browsedRow({
      local,
      remote,
      processes: [{ pid: 7, name: `${name} ${spoken}`, command: `serve ${local.address}` }],
    }),
  );
const anyFacts = fc
  .record({ selected: fc.array(anyRow, { maxLength: 4 }), examples: fc.array(anyRow, { maxLength: 3 }) })
  .map(({ selected, examples }): ReportFacts => ({
    ...facts,
    machine: 'secretbox',
    findings: [{ ...facts.findings![0]!, examples }],
    connections: selected.map(row => ({ row, steps: [] })),
  }));

it('without addresses holds no address that went into it, nor the machine, nor a command line', () => {
  fc.assert(
    fc.property(anyFacts, given => {
      const text = reportMarkdown(withoutAddresses(reportOf(given)));
      expect(text).not.toContain('secretbox');
      expect(text).not.toContain('serve');
      const rows = [
        ...given.connections.map(({ row }) => row!),
        ...given.findings!.flatMap(({ examples }) => examples),
      ];
      for (const row of rows) {
        const said = row.processes[0]!.name.split(' ').at(-1)!;
        for (const address of [row.local.address, row.remote.address, said].filter(isTelling)) {
          expect(occursIn(text, address), `${address} in ${text}`).toBe(false);
        }
      }
    }),
  );
});

function isTelling(address: string): boolean {
  const words = Uint32Array.from(parseAddress(address)!);
  return !isLoopback(words, 0) && !isWildcard(words, 0);
}

/** Not as a part of another one: 27.0.0.1 is in 127.0.0.1. */
function occursIn(text: string, address: string): boolean {
  const bare = address.replace(/%.*/, '').replace(/[.]/g, '\\.');
  return new RegExp(`(?<![0-9a-f:.])${bare}(?![0-9a-f:.])`, 'i').test(text.replaceAll('\\', ''));
}

describe('Markdown in names of processes stays text', () => {
  it.each([
    ['`', '`` ` ``'],
    ['a``b', '```a``b```'],
    ['a|b', '`a\\|b`'],
    ['two\nlines', '`two lines`'],
    [' ', '`   `'],
    ['<img src=x>', '`<img src=x>`'],
  ])('%j', (name, expected) => {
    const row = browsedRow({ processes: [{ pid: 1, name }] });
    const text = reportMarkdown(reportOf({ ...facts, findings: [], connections: [{ row, steps: [] }] }));
    expect(text).toContain(`- Process: ${expected} 1\n`);
  });
});
