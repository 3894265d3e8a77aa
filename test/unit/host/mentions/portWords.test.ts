import { describe, expect, it } from 'vitest';
import type { PortListener, PortSummary } from '../../../../src/core/sockets/portSummary';
import { containerLensTitle, lensTitle } from '../../../../src/host/mentions/portWords';

const listener: PortListener = {
  address: '127.0.0.1',
  processes: [{ pid: 4_711, name: 'node' }],
  waiting: 0,
  backlogLimit: 511,
};
const summary = (more: Partial<PortSummary>): PortSummary => ({
  port: 3_000,
  listeners: [],
  served: {},
  opened: {},
  ...more,
});

describe('a lens', () => {
  it.each<[string, Partial<PortSummary>]>([
    ['3000: nobody listens here', {}],
    ['3000: nobody listens here · 12 TIME-WAIT', { served: { 'TIME-WAIT': 12 } }],
    ['3000: LISTEN 127.0.0.1 · node 4711 · queue 0/511', { listeners: [listener] }],
    [
      '3000: LISTEN 127.0.0.1, ::1 · node 4711 · 37 ESTABLISHED, 3 CLOSE-WAIT · queue 5/511',
      {
        listeners: [listener, { ...listener, address: '::1', waiting: 5 }],
        served: { 'CLOSE-WAIT': 3, ESTABLISHED: 37 },
      },
    ],
    [
      '3000: LISTEN * · queue 0/128',
      { listeners: [{ address: '::', v6Only: false, processes: [], waiting: 0, backlogLimit: 128 }] },
    ],
    ['3000: LISTEN 0.0.0.0', { listeners: [{ address: '0.0.0.0', processes: [], waiting: 0 }] }],
  ])('%s', (text, more) => {
    expect(lensTitle(summary(more))).toBe(text);
  });

  it.each<[string, Partial<PortSummary>]>([
    ['3000 in the container; nobody listens on 3000 of this machine', {}],
    ['3000 in the container; on this machine LISTEN 127.0.0.1 · node 4711 · queue 0/511', { listeners: [listener] }],
  ])('of a port of a container: %s', (text, more) => {
    expect(containerLensTitle(summary(more))).toBe(text);
  });

  it('says what of this window the process belongs to', () => {
    const title = (scope: string) =>
      lensTitle(summary({ listeners: [{ address: '::1', processes: [{ pid: 7, name: 'node', scope }], waiting: 0 }] }));
    expect(['debug', 'terminals', 'workspace'].map(title)).toEqual([
      '3000: LISTEN ::1 · node 7 (this debug session)',
      '3000: LISTEN ::1 · node 7 (a terminal of this window)',
      '3000: LISTEN ::1 · node 7 (this workspace)',
    ]);
  });

  it('draws no icon that a process put into its name', () => {
    const named = { ...listener, processes: [{ pid: 1, name: '$(flame)' }] };
    expect(lensTitle(summary({ listeners: [named] }))).not.toContain(' $(flame)');
  });
});
