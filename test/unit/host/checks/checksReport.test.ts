import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../../../src/core/checks/check';
import { checksReport } from '../../../../src/host/checks/checksReport';
import { browsedRow, takenAt } from '../tree/browsedRow';
import { finding } from './finding';

const report = (changes: Partial<CheckReport> = {}): CheckReport => ({
  takenAt,
  watchedMs: 100_000,
  findings: [finding()],
  passed: ['churn'],
  notMade: [{ code: 'conntrack', lacks: 'conntrack' }],
  costMs: 1,
  ...changes,
});
const facts = { machine: 'db_1', rows: [browsedRow()], pages: new Map(), isIgnored: () => false };
const page = readFileSync('media/explain/en/checks/close-wait-leak.md', 'utf8');

describe('the report of all checks', () => {
  it('tells findings with their sockets, what was not checked and what was in order', () => {
    const text = checksReport(report(), facts);
    expect(text).toContain('# TCP checks of db\\_1\n');
    expect(text).toContain('## Warning: Nobody in node (4711) reads 12 connections that their peers closed.\n');
    expect(text).toContain('- Must act: node (4711)\n');
    expect(text).toContain('- `127.0.0.1:3000 ← 10.0.0.5:52344` ESTABLISHED node 4711\n');
    expect(text).toContain('## Not checked\n\n- The firewall’s table: the firewall tracks no connections here\n');
    expect(text).toMatch(/## Found nothing\n\n- Connections used once\n$/);
  });

  it('takes no Markdown from the names of programs', () => {
    const process = '[x](command:evil) `<b>`';
    const rows = [browsedRow({ processes: [{ pid: 1, name: process }] })];
    const text = checksReport(report({ findings: [finding({ process })] }), { ...facts, rows });
    expect(text).not.toMatch(/[^\\]\[x/);
    expect(text).not.toContain('<b>');
  });

  it('says that all is well, and names what is ignored', () => {
    const text = checksReport(report(), { ...facts, isIgnored: () => true });
    expect(text).toContain('All is well.');
    expect(text).toContain('## Ignored\n\n- Nobody in node');
  });

  it('ends each finding with what to do, once where several need the same', () => {
    const pages = new Map([['close-wait-leak', page] as const]);
    const findings = [finding(), finding({ subject: 'pid 9', pid: 9 }), finding({ process: 'nginx' })];
    const text = checksReport(report({ findings }), { ...facts, pages });
    expect(text.match(/^### What to do\n\nFind the path|^### What to do\n\nAs above\.$/gm)).toHaveLength(3);
    expect(text.match(/^#### .+/gm)).toEqual(['#### Node.js', '#### nginx']);
    expect(text.match(/As above/g)).toHaveLength(1);
  });

  it('lists ten sockets of a finding at most', () => {
    const rows = Array.from({ length: 30 }, (_, index) => browsedRow({ id: `r${index}` }));
    const many = finding({ evidence: rows.map(({ id }) => id) });
    expect(checksReport(report({ findings: [many] }), { ...facts, rows }).match(/^- `/gm)).toHaveLength(10);
  });
});
