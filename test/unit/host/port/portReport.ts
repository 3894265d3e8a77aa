import type { PortReport } from '../../../../src/core/checks/port/portReport';

/** Of a port that nobody uses. */
export const emptyReport: PortReport = {
  port: 3000,
  takenAt: 0,
  listeners: [],
  bound: [],
  connections: [],
  connectionTotal: 0,
  evidence: [],
  origins: [],
  bindable: [],
};
