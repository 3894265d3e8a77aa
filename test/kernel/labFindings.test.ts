import { expect, test as plainTest } from 'vitest';
import { allChecks } from '../../src/core/checks/allChecks';
import type { FindingCode } from '../../src/core/checks/finding';
import { exhibitIds, type ExhibitId } from '../../src/protocol/lab';
import { addSilentNeighbour, withTwoLocalhosts } from './checks/network';
import { comesTo, seen, until } from './checks/seen';
import { Agent, test as namespaceTest } from './namespace';

/** FIN-WAIT-1, CLOSING and LAST-ACK. */
const threeTimes = (finding: string) => [finding, finding, finding];

/** What the checks say of each exhibit when its findings are due, and of nothing else: its words promise that. */
const found: Readonly<Record<ExhibitId, readonly string[]>> = {
  // States that last are what the checks are about.
  'every-state': [
    'error accept-queue full',
    'error self-connect',
    'error program-not-reading busy',
    ...threeTimes('warning closing-stuck window-closed'),
    'info close-wait-leak mixed',
  ],
  'close-wait-leak': ['warning close-wait-leak end-read'],
  'close-wait-unread': ['warning close-wait-leak unread-data'],
  'fin-wait-2': ['warning fin-wait-2 held'],
  'closing-stuck': ['error program-not-reading busy', ...threeTimes('warning closing-stuck window-closed')],
  'open-files': ['error open-files'],
  'queue-full': ['error accept-queue full'],
  'not-accepting': ['warning accept-queue not-accepting'],
  handshakes: ['error connect-unanswered dropped-here', 'info syn-backlog one-client'],
  'not-reading': ['error program-not-reading busy'],
  unanswered: ['warning connect-unanswered dropped-here'],
  'dead-peer': ['warning dead-peer'],
  retransmitting: ['warning retransmitting'],
  'self-connect': ['error self-connect'],
  'two-servers': ['warning two-listeners family-decides'],
  'one-family': ['warning localhost-mismatch only-ipv4'],
  exposed: ['warning exposed program'],
  churn: ['info churn'],
  'syn-received': [],
  'idle-pool': ['info close-wait-leak idle-pool'],
  'reuse-port': ['info two-listeners reuseport'],
  'server-time-wait': [],
};

/** Conditions that nobody can bring about on loopback without privileges, or not without doing harm; and why. */
const notOnShow: Partial<Record<FindingCode, string>> = {
  'ports-per-destination':
    "half of the range is 14,116 connections: more files than most machines' limit, and others' ports",
  'port-range': 'nine tenths of the range in use would keep the ports from all other programs',
  'peer-not-reading': 'a peer of this machine that does not read is told at its own end, as program-not-reading',
  'no-keepalive': 'an end on this machine cannot vanish unnoticed, and two hours are longer than the lab lives',
  conntrack: 'the limit is the whole firewall’s: filling its table drops the packets of all',
  orphans: 'the limit is the whole machine’s',
  'time-wait-buckets': 'the limit is the whole machine’s, and TIME-WAIT beyond it is cut short for all',
  'tcp-memory': 'the limit is the whole machine’s: all its connections become slow',
};

plainTest('every check has an exhibit, or a reason why it has none', () => {
  const onShow = new Set(Object.values(found).flatMap(findings => findings.map(finding => finding.split(' ')[1])));
  const codes = allChecks().map(({ code }) => code);
  expect([...onShow, ...Object.keys(notOnShow)].sort()).toEqual([...new Set(codes)].sort());
});

/** In a namespace where other machines and both meanings of 'localhost' are there, so that those checks can speak. */
const test = namespaceTest.extend<{ lab: Agent }>({
  // The agent's namespace stays unused: it says whether there can be one.
  lab: async ({ agent: _ }, use) => {
    const agent = await Agent.start(withTwoLocalhosts());
    try {
      addSilentNeighbour(agent);
      await use(agent);
    } finally {
      await agent.stop();
    }
  },
});

for (const id of exhibitIds) {
  test.concurrent(
    `the exhibit '${id}' gives the findings that it promises, and leaves nothing when it ends`,
    async ({ lab }) => {
      expect(await seen(lab)).toEqual([]);
      const ports = await lab.call.openExhibit(id);
      expect(await lab.call.openExhibit(id)).toEqual(ports);
      await seen(lab);
      await comesTo(lab, found[id], 20_000);
      await endsWithoutTrace(lab);
    },
  );
}

test('all exhibits together give what each promises', async ({ lab }) => {
  for (const id of exhibitIds) {
    await lab.call.openExhibit(id);
  }
  // 'every-state' and 'closing-stuck' have FIN-WAIT-1, CLOSING and LAST-ACK both.
  const told = Object.values(found).flat();
  const stuck = told.filter(finding => finding.includes('closing-stuck'));
  const all = [...told.filter(finding => !stuck.includes(finding)), ...threeTimes(stuck[0]!)];
  await until(
    () => seen(lab, 20_000),
    findings => expect(findings.sort()).toEqual(all.sort()),
  );
  await endsWithoutTrace(lab);
});

/** Only TIME-WAIT is left, and a SYN-RECEIVED until the kernel looks at it again. */
async function endsWithoutTrace({ call }: Agent): Promise<void> {
  await call.endLab();
  const left = async () => (await call.read('sock_diag')).rows.filter(({ state }) => state !== 'TIME-WAIT');
  await until(left, rows => expect(rows).toEqual([]));
}
