import * as l10n from '@vscode/l10n';
import { countdownOf, type Countdown } from '../core/sockets/countdown';
import type { Trace } from '../protocol/monitor';
import type { View } from './view';

/** A kernel timer of a connection as it stands at this moment. */
export interface RunningCountdown extends Pick<Countdown, 'ends' | 'retransmits'> {
  /** Milliseconds; 0 when it should have ended, and no newer reading has told so. */
  readonly leftMs: number;
  /** What is left of the whole wait, 0 to 1. */
  readonly share: number;
}

/** Goes on between readings, as ages do. */
export function countdownNow(
  { row, closedAt }: Trace,
  { picture, elapsedMs }: Pick<View, 'picture' | 'elapsedMs'>,
): RunningCountdown | undefined {
  const countdown = row && closedAt === undefined ? countdownOf(row, picture.frame?.system) : undefined;
  if (countdown === undefined) {
    return undefined;
  }
  const { ends, retransmits, remainingMs, totalMs } = countdown;
  const leftMs = Math.max(0, remainingMs - elapsedMs);
  return { ends, retransmits, leftMs, share: totalMs === 0 ? 0 : leftMs / totalMs };
}

/** The same for a token, the fullest way first. */
export function countdownTexts(
  { ends, leftMs, retransmits }: RunningCountdown,
  { words }: Pick<View, 'words'>,
): string[] {
  const left = words.age(leftMs);
  return ends === 'gone'
    ? [l10n.t('{0} left', left), left]
    : [
        l10n.t({
          message: '{0}× {1}',
          args: [words.number(retransmits), left],
          comment: ['{0} is how often a segment was sent again, {1} the time until the next time, as in "3× 2s".'],
        }),
        left,
      ];
}

/** One sentence: what the timer will do, and when. */
export function countdownSentence(
  { ends, leftMs, retransmits }: RunningCountdown,
  { words }: Pick<View, 'words'>,
): string {
  const left = words.age(leftMs);
  switch (ends) {
    case 'gone':
      return l10n.t('The kernel removes it in {0}.', left);
    case 'retry':
      return retransmits === 0
        ? l10n.t('No answer yet; the kernel sends again in {0}.', left)
        : retransmits === 1
          ? l10n.t('Sent again once without an answer; the next time in {0}.', left)
          : l10n.t('Sent again {0} times without an answer; the next time in {1}.', words.number(retransmits), left);
    case 'probe':
      return l10n.t(
        "The peer's window is closed, because its program does not read; the kernel asks again in {0}.",
        left,
      );
  }
}
