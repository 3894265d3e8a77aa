import { ForkedProcess, type AnswerOf, type ForkOptions } from './forkedProcess';
import type { MonitorEvents, MonitorFunctions } from '../protocol/monitor';
import { MonitorError } from './monitorError';

/** A reading of 100,000 sockets takes a tenth of a second: a monitor that is silent for so long hangs, and is ended. */
const answerLimitMs = 30_000;

/** What each function of the monitor answers. */
export type Answer<Name extends keyof MonitorFunctions> = AnswerOf<MonitorFunctions[Name]>;

/** One life of the monitor. */
export class MonitorProcess extends ForkedProcess<MonitorFunctions, MonitorEvents> {
  constructor(script: string, options: Pick<ForkOptions<MonitorEvents>, 'events' | 'onDidPrint' | 'onDidExit'>) {
    super(script, {
      name: 'monitor',
      answerLimitMs,
      toError: (failure, detail) => new MonitorError(failure, detail),
      ...options,
    });
  }
}
