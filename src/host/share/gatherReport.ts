import { reportOf, type Report, type ReportedFinding } from '../../core/report/report';
import type { Finding } from '../../core/checks/finding';
import type { Frame } from '../../protocol/monitor';
import type { Model } from '../model';
import type { Services } from '../services';

type ReportServices = Pick<Services, 'monitor'> & {
  readonly model: Pick<
    Model,
    'frame' | 'machine' | 'moment' | 'trace' | 'selectedIds' | 'refresh' | 'isLooking' | 'paused'
  >;
};

/** Sockets that are named for each finding. */
const mostExamples = 3;

/** Asks for everything that a report says, of the moment that the views show. */
export async function gatherReport(services: ReportServices): Promise<Report> {
  const { model, monitor } = services;
  const frame = await shownFrame(model);
  const [checked, connections] = await Promise.all([
    model.moment === undefined ? monitor.check() : frame.report,
    model.trace(model.selectedIds),
  ]);
  const { takenAt, total, counts } = frame;
  return reportOf({
    machine: model.machine,
    takenAt,
    total,
    counts,
    ...(checked && {
      findings: await Promise.all(checked.findings.map(finding => withExamples(finding, model))),
    }),
    connections,
  });
}

/** What the views show; read anew when there are none that would. */
export async function shownFrame(model: ReportServices['model']): Promise<Frame> {
  if (model.frame === undefined || (model.moment === undefined && !model.isLooking && !model.paused)) {
    await model.refresh();
  }
  if (model.frame === undefined) {
    throw new Error('Nothing has been read yet.');
  }
  return model.frame;
}

async function withExamples(finding: Finding, model: ReportServices['model']): Promise<ReportedFinding> {
  const traces = await model.trace(finding.evidence.slice(0, mostExamples));
  return { finding, examples: traces.flatMap(({ row, closedAt }) => (row && closedAt === undefined ? [row] : [])) };
}
