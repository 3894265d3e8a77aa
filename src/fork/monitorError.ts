/** Why a call to the monitor has no answer. */
export type MonitorErrorCode =
  /** The process ended before it answered. */
  | 'died'
  /** It died too often to be started again by itself. */
  | 'given-up'
  /** It did not answer in time, and was ended. */
  | 'timed-out'
  /** The extension is being deactivated. */
  | 'disposed';

export class MonitorError extends Error {
  constructor(
    readonly code: MonitorErrorCode,
    detail: string,
  ) {
    super(detail);
    this.name = 'MonitorError';
  }
}
