import { expect, it } from 'vitest';
import { reportOf, withoutAddresses, type ReportFacts } from '../../../../src/core/report/report';
import { browsedRow, takenAt } from '../../host/tree/browsedRow';

const row = browsedRow({
  local: { address: 'fe80::1%eth0', port: 3000 },
  remote: { address: '10.0.0.5', port: 50_000 },
  processes: [{ pid: 1, name: 'to 10.0.0.5', command: 'client --host 10.0.0.5' }],
});
const facts: ReportFacts = {
  machine: 'devbox',
  takenAt,
  total: 5,
  counts: { 'CLOSE-WAIT': 2, LISTEN: 3, ESTABLISHED: 0 },
  findings: [
    {
      finding: {
        code: 'ports-per-destination',
        severity: 'warning',
        subject: '10.0.0.5 5432',
        destination: { address: '10.0.0.5', port: 5_432 },
        numbers: {},
        evidence: ['h1'],
        confidence: 'measured',
        actor: 'program',
        sinceMs: 0,
      },
      examples: [browsedRow({ local: { address: '10.0.0.5', port: 1 }, remote: { address: '10.0.0.6', port: 2 } })],
    },
  ],
  connections: [{ row, steps: [{ to: 'ESTABLISHED', at: takenAt, observed: true }] }, { steps: [] }],
};

it('counts states in the order of a connection’s life, and leaves empty ones out', () => {
  expect(reportOf(facts).counts).toEqual([
    { state: 'LISTEN', count: 3 },
    { state: 'CLOSE-WAIT', count: 2 },
  ]);
});

it('without addresses: the same letters in every section, no machine, no command line, no ids', () => {
  const report = withoutAddresses(reportOf(facts));
  expect('machine' in report).toBe(false);
  expect(report.connections[0]!.row).toMatchObject({
    local: { address: 'A', port: 3000 },
    remote: { address: 'B', port: 50_000 },
    processes: [{ pid: 1, name: 'to B' }],
  });
  expect(report.connections[0]!.row!.processes[0]).not.toHaveProperty('command');
  expect(report.findings![0]!.examples[0]).toMatchObject({
    local: { address: 'B', port: 1 },
    remote: { address: 'C', port: 2 },
  });
  expect(report.findings![0]!.finding).toMatchObject({ evidence: [], subject: '' });
  expect(report.findings![0]!.finding.destination!.address).not.toContain('10.');
  expect(report.connections[1]).toEqual({ steps: [] });
});

it('leaves the report that it is made from as it was', () => {
  const report = reportOf(facts);
  const before = structuredClone(report);
  withoutAddresses(report);
  expect(report).toEqual(before);
});
