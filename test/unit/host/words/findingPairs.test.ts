import { expect, it } from 'vitest';
import { factLine } from '../../../../src/host/words/findingFacts';
import { pairFacts, peerFacts } from '../../../../src/host/words/findingPairs';
import { browsedRow } from '../tree/browsedRow';

const leaked = (id: string) =>
  browsedRow({ id, state: 'CLOSE-WAIT', actor: 'program', otherEnd: `${id} peer`, loopback: true });
const peer = (id: string, pid: number) =>
  browsedRow({
    id: `${id} peer`,
    state: 'FIN-WAIT-2',
    actor: 'peer',
    otherEnd: id,
    loopback: true,
    processes: [{ pid, name: 'curl' }],
  });

it('names the program that owes a call, and who is at the other end', () => {
  expect(pairFacts([leaked('a'), leaked('b')], [peer('a', 1), peer('b', 2)]).map(factLine)).toEqual([
    'Missing call: node 4711: close() (2)',
    'Other end: curl 1, curl 2',
  ]);
});

it('names the other end as the one to act when that is so', () => {
  expect(pairFacts([peer('a', 1)], [leaked('a')]).map(factLine)).toEqual([
    'Missing call: node 4711: close()',
    'Other end: node 4711',
  ]);
});

it('counts those beyond three', () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const [, other] = pairFacts(
    ids.map(leaked),
    ids.map((id, index) => peer(id, index)),
  );
  expect(other!.value).toBe('curl 0, curl 1, curl 2 and 2 more');
});

it('says nothing of peers on other machines, or of pairs that owe nothing', () => {
  expect(pairFacts([leaked('a')], [])).toEqual([]);
  expect(pairFacts([browsedRow({ id: 'a', otherEnd: 'b' })], [browsedRow({ id: 'b', processes: [] })])).toEqual([]);
});

it('names the machines at the other ends of a server, the most frequent first', () => {
  const from = (address: string) => browsedRow({ id: address, remote: { address, port: 50_000 } });
  const rows = [from('10.0.0.5'), from('10.0.0.9'), from('10.0.0.9'), browsedRow({ id: 'here', loopback: true })];
  expect(peerFacts({}, rows).map(factLine)).toEqual(['Peers: 10.0.0.9 (2), 10.0.0.5']);
  expect(peerFacts({ destination: { address: '10.0.0.9', port: 80 } }, rows)).toEqual([]);
});
