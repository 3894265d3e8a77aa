import * as l10n from '@vscode/l10n';
import { endpointsText } from '../protocol/endpointText';
import type { Trace } from '../protocol/monitor';
import type { PanelPicture } from '../protocol/panel';
import { stateOfTrace } from './diagram/emphasis';
import { marksOf, type StateMark } from './diagram/marks';
import { flagSentence } from './diagram/stateFlag';
import { inOneLine, labelled } from './joinedTexts';
import type { Words } from './words';

const alarm = { info: 0, warning: 1, error: 2 } as const;

/** More changes than this at once are told as a number. */
const mostNamed = 2;

/**
 * Works out what a screen reader should hear: selected connections that changed their state, and when the reading fails,
 * pauses or goes on again, and states that begin to stand out. A number that changes is not news.
 */
export class Announcer {
  private before: PanelPicture;

  constructor(
    first: PanelPicture,
    private readonly words: Words,
  ) {
    this.before = first;
  }

  /** What is out of the ordinary in a picture, for who has just come to the page. */
  standing({ frame, paused, trouble }: PanelPicture): string {
    return inOneLine([
      frame === undefined && trouble === undefined && l10n.t('Reading the sockets for the first time …'),
      trouble !== undefined && trouble,
      paused && l10n.t('Paused'),
    ]);
  }

  /** What is new since the picture before, or undefined. */
  changes(picture: PanelPicture): string | undefined {
    const { before } = this;
    this.before = picture;
    // While the reader goes through the past the slider speaks; what differs between two moments has not just happened.
    const isSameTime = picture.moment?.at === before.moment?.at;
    const spoken = inOneLine([
      isSameTime && this.moves(before.selected, picture.selected),
      isSameTime && this.alarms(before, picture),
      this.travel(before, picture),
      picture.trouble !== before.trouble && (picture.trouble ?? l10n.t('The sockets are read again.')),
      picture.paused !== before.paused && (picture.paused ? l10n.t('Paused') : l10n.t('The readings go on.')),
    ]);
    return spoken === '' ? undefined : spoken;
  }

  private travel({ moment: before }: PanelPicture, { moment, frame }: PanelPicture): string {
    const isOfRecording = (moment ?? before)?.recording !== undefined;
    if ((before === undefined) === (moment === undefined) || isOfRecording) {
      return '';
    }
    return moment === undefined
      ? l10n.t('Now is shown again.')
      : l10n.t('The past is shown: {0}. Escape goes back to now.', this.words.clock(frame?.takenAt ?? moment.at));
  }

  private alarms(before: PanelPicture, picture: PanelPicture): string {
    const old = marksOf(before);
    return inOneLine(
      [...marksOf(picture)]
        .filter(([state, mark]) => alarm[mark.severity] > alarm[old.get(state)?.severity ?? 'info'])
        .map(([state, mark]: readonly [string, StateMark]) => labelled(state, flagSentence(mark, this.words))),
    );
  }

  private moves(before: readonly Trace[], selected: readonly Trace[]): string {
    const { words } = this;
    const states = new Map(before.map(trace => [trace.id, stateOfTrace(trace)]));
    const moved = selected.filter(trace => states.has(trace.id) && states.get(trace.id) !== stateOfTrace(trace));
    return moved.length > mostNamed
      ? l10n.t('{0} selected connections changed their state.', words.number(moved.length))
      : inOneLine(
          moved.map(trace =>
            l10n.t('{0} is now {1}.', trace.row ? endpointsText(trace.row) : trace.id, stateOfTrace(trace) ?? ''),
          ),
        );
  }
}
