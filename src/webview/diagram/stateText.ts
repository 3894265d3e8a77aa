import * as l10n from '@vscode/l10n';
import type { TcpStateName } from '../../core/tcp/states';
import type { View } from '../view';
import { stateOfTrace } from './emphasis';
import { flagSentence } from './stateFlag';
import { inOneLine } from '../joinedTexts';

/** The sentences that a screen reader says for a state. */
export function describeState(
  state: TcpStateName,
  { words, picture, marks, traffic }: Pick<View, 'words' | 'picture' | 'marks' | 'traffic'>,
): string {
  const count = picture.frame?.counts[state] ?? 0;
  const rate = words.rate(picture.frame?.rates[state] ?? 0);
  const mark = marks.get(state);
  const gone = traffic.cutOff.get(state);
  const here = picture.selected.filter(trace => stateOfTrace(trace) === state).length;
  return inOneLine([
    picture.frame
      ? count === 1
        ? l10n.t('{0}: 1 socket.', state)
        : l10n.t('{0}: {1} sockets.', state, words.number(count))
      : l10n.t('{0}: not read yet.', state),
    ...(rate === '' ? [] : [l10n.t('Changes by {0}.', rate)]),
    ...(mark === undefined ? [] : [flagSentence(mark, words)]),
    ...(gone === undefined ? [] : [cutOffSentence(gone, words.number(gone))]),
    words.actorOf(state),
    ...(here === 0
      ? []
      : [
          here === 1
            ? l10n.t('1 selected connection is here.')
            : l10n.t('{0} selected connections are here.', words.number(here)),
        ]),
  ]);
}

/** What left a state for CLOSED where the figure has no arrow. */
export function cutOffSentence(count: number, number: string): string {
  return count === 1
    ? l10n.t('1 ended here in the last minute: reset, aborted, timed out, or closed between two readings.')
    : l10n.t('{0} ended here in the last minute: reset, aborted, timed out, or closed between two readings.', number);
}
