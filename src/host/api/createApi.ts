import * as vscode from 'vscode';
import type { Frame } from '../../protocol/monitor';
import { problemText } from '../problemText';
import type { Services } from '../services';
import type { SocketscopeApi, Summary } from './socketscope';

/** What `activate` returns: a contract with other extensions and with our own tests. */
export function createApi({ monitor, model }: Pick<Services, 'monitor' | 'model'>): SocketscopeApi {
  return {
    apiVersion: 1,
    async snapshot(query = {}) {
      const { problems, ...snapshot } = await monitor.snapshot(query);
      return {
        ...snapshot,
        problems: problems.map(problem => ({ code: problem.code, message: problemText(problem) })),
      };
    },
    check: async () => (await monitor.check()).findings,
    whoHolds(port) {
      return Number.isInteger(port) && port >= 1 && port <= 65_535
        ? monitor.inspectPort(port)
        : Promise.reject(new RangeError(vscode.l10n.t('{0} is not a port.', port)));
    },
    onDidChange(listener, thisArgument, disposables) {
      const subscription = vscode.Disposable.from(
        monitor.onDidReceiveFrame(frame => {
          // What this window looks back at is no reading.
          if (frame.moment === undefined) {
            listener.call(thisArgument, summaryOf(frame));
          }
        }),
        model.looking(),
      );
      disposables?.push(subscription);
      return subscription;
    },
  };
}

function summaryOf({ takenAt, source, total, counts, opened, closed, worst, cost }: Frame): Summary {
  return {
    takenAt,
    source,
    total,
    counts,
    opened,
    closed,
    ...(worst !== undefined && { worst }),
    cost: { readMs: cost.readMs, totalMs: cost.totalMs },
  };
}
