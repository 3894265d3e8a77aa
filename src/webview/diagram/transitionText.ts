import * as l10n from '@vscode/l10n';
import type { Segment, Transition } from '../../core/tcp/transition';
import { transitionsFrom } from '../../core/tcp/transitions';
import type { TransitionCount } from '../../protocol/monitor';
import { shortEvent } from '../shortEvents';
import type { View } from '../view';
import type { Words } from '../words';
import type { Emphasis } from './emphasis';
import { inOneLine } from '../joinedTexts';

/** What stands on an arrow: what happens, and what is sent. */
export function labelLines({ event, sends }: Transition, words: Words): readonly [event: string, sends?: string] {
  const first = shortEvent(event) ?? words.event(event);
  return sends === undefined ? [first] : [first, l10n.t('sends {0}', segmentsText(sends))];
}

/** The sentences that a screen reader says for an arrow; what is seen on it comes first, for who speaks to the machine. */
export function describeTransition(
  transition: Transition,
  { words, traffic }: Pick<View, 'words' | 'traffic'>,
  emphasis: Emphasis,
): string {
  const taken = emphasis.taken.get(transition.id);
  const count = traffic.onArrows.get(transition.id);
  return inOneLine([
    `${labelLines(transition, words).join(' ')}.`,
    transitionSentence(transition, words),
    ...(count === undefined ? [] : [trafficSentences(transition, count, words)]),
    ...(transition.path === 'client' ? [l10n.t('The usual way of a client.')] : []),
    ...(transition.path === 'server' ? [l10n.t('The usual way of a server.')] : []),
    ...(taken === 'observed' ? [l10n.t('A selected connection was seen to take this way.')] : []),
    ...(taken === 'inferred' ? [l10n.t('A selected connection must have taken this way between two readings.')] : []),
    ...(emphasis.next.has(transition.id) ? [l10n.t('A selected connection may take this step next.')] : []),
  ]);
}

/** 'Taken 114 times in the last minute, 20 of them inferred. Since the reading before: 3 seen, 2 inferred.' */
export function trafficSentences(transition: Transition, count: TransitionCount, words: Words): string {
  const { from, to } = transition;
  const { observed, inferred } = count;
  const others = transitionsFrom(from).filter(other => other.to === to && other !== transition);
  return inOneLine([
    lastMinuteSentence(count, words),
    ...(observed + inferred === 0
      ? []
      : inferred === 0
        ? [l10n.t('Since the reading before: {0} seen.', words.number(observed))]
        : observed === 0
          ? [l10n.t('Since the reading before: {0} inferred, none seen.', words.number(inferred))]
          : [
              l10n.t(
                'Since the reading before: {0} seen, {1} inferred.',
                words.number(observed),
                words.number(inferred),
              ),
            ]),
    ...(others.length === 0 ? [] : [l10n.t('Other ways from {0} to {1} count here too.', from, to)]),
  ]);
}

function lastMinuteSentence({ lastMinute, lastMinuteInferred }: TransitionCount, words: Words): string {
  if (lastMinuteInferred === lastMinute) {
    return lastMinute === 1
      ? l10n.t('Taken once in the last minute, as two readings let infer.')
      : l10n.t('Taken {0} times in the last minute, all of them inferred.', words.number(lastMinute));
  }
  return lastMinute === 1
    ? l10n.t('Taken once in the last minute.')
    : lastMinuteInferred === 0
      ? l10n.t('Taken {0} times in the last minute.', words.number(lastMinute))
      : l10n.t(
          'Taken {0} times in the last minute, {1} of them inferred.',
          words.number(lastMinute),
          words.number(lastMinuteInferred),
        );
}

/** 'SYN, ACK' */
export function segmentsText(segment: Segment): string {
  return segment.replace('+', ', ');
}

/** 'From CLOSE-WAIT to LAST-ACK: The program calls close(); FIN is sent.' */
export function transitionSentence({ from, to, event, sends }: Transition, words: Words): string {
  return sends === undefined
    ? l10n.t('From {0} to {1}: {2}.', from, to, words.event(event))
    : l10n.t('From {0} to {1}: {2}; {3} is sent.', from, to, words.event(event), segmentsText(sends));
}
