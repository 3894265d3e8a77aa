import * as l10n from '@vscode/l10n';
import type {
  CallResult,
  ScenarioCall,
  ScenarioEvent,
  ScenarioFamily,
  ScenarioSegment,
  ScenarioTimer,
  Side,
} from '../../core/tcp/scenarios/scenario';
import type { Actor } from '../../core/tcp/states';
import type { ScenarioText } from '../../protocol/scenarioText';
import type { Words } from '../words';
import type { Place } from './lesson';
import { inOneLine } from '../joinedTexts';

export function sideName(side: Side): string {
  return side === 'client' ? l10n.t('client') : l10n.t('server');
}

export function familyName(family: ScenarioFamily): string {
  const names: Readonly<Record<ScenarioFamily, string>> = {
    opening: l10n.t('Opening'),
    closing: l10n.t('Closing'),
    'time-wait': l10n.t('TIME-WAIT'),
    trouble: l10n.t('Trouble'),
  };
  return names[family];
}

/** The calls are names in programs, the same in every language. */
const callNames: Readonly<Record<Exclude<ScenarioCall, 'exit'>, string>> = {
  listen: 'listen()',
  accept: 'accept()',
  connect: 'connect()',
  send: 'send()',
  shutdown: 'shutdown()',
  close: 'close()',
  'close-unread': 'close()',
};

function timerName(timer: ScenarioTimer): string {
  const names: Readonly<Record<ScenarioTimer, string>> = {
    retransmission: l10n.t('sends again'),
    connect: l10n.t('gives up'),
    'keep-alive-probe': l10n.t('probes'),
    'keep-alive': l10n.t('gives up'),
    orphan: l10n.t('gives up'),
    'time-wait': l10n.t('2 MSL over'),
  };
  return names[timer];
}

/** What stands beside a lifeline: who acts, and one or two short lines. */
export interface EventNote {
  readonly actor?: Actor;
  readonly lines: readonly string[];
}

export function noteOf(event: ScenarioEvent): EventNote | undefined {
  const { returns } = event;
  const result = returns === undefined ? [] : [resultText(returns)];
  switch (event.kind) {
    case 'call': {
      const name = event.call === 'exit' ? l10n.t('process ends') : callNames[event.call];
      return { actor: 'program', lines: [name, ...result] };
    }
    case 'timer':
      return { actor: 'kernel', lines: [timerName(event.timer), ...(returns ? [`${returns.call}()`, ...result] : [])] };
    case 'idle':
      return { actor: 'program', lines: [l10n.t('does nothing')] };
    case 'arrival':
      return event.ignored
        ? { actor: 'kernel', lines: [l10n.t('ignores it')] }
        : returns && { actor: 'program', lines: [`${returns.call}()`, ...result] };
  }
}

function resultText({ result }: CallResult): string {
  switch (result) {
    case 'ok':
      return l10n.t('→ returns');
    case 'end-of-file':
      return '→ 0';
    case 'data':
      return l10n.t('→ data');
    case 'ECONNREFUSED':
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ETIMEDOUT':
      return `→ ${result}`;
  }
}

/** 'SYN, ACK' */
export function flagsText({ flags, times }: ScenarioSegment, words: Words): string {
  return times === undefined ? flags.join(', ') : `${flags.join(', ')}  × ${words.number(times)}`;
}

/** What stands below an arrow, in up to three parts. Sequence numbers are written as in a capture, without separators. */
export function numbersOf({ seq, ack, bytes }: ScenarioSegment): readonly string[] {
  return [
    `seq ${seq}`,
    ...(ack === undefined ? [] : [`ack ${ack}`]),
    ...(bytes === undefined ? [] : [l10n.t('{0} bytes', bytes)]),
  ];
}

/** The step in sentences: its title, its text, the states and what goes out. */
export function stepSentences({ scenario, step, states }: Place, text: ScenarioText, words: Words): string {
  const now = states[step]!;
  const standing = l10n.t('The client is in {0}, the server in {1}.', now.client, now.server);
  if (step === 0) {
    return inOneLine([
      l10n.t({ message: '{0}.', args: [text.title], comment: ['A sentence.'] }),
      plain(text.summary),
      standing,
    ]);
  }
  const { title, markdown } = text.steps[step - 1]!;
  const sent = scenario.steps[step - 1]!.events.flatMap(({ side, sends = [] }) =>
    sends.map(segment => sentence(side, segment, words)),
  );
  const where = l10n.t('Step {0} of {1}: {2}.', words.number(step), words.number(scenario.steps.length), title);
  return inOneLine([where, plain(markdown), ...sent, standing]);
}

function sentence(side: Side, segment: ScenarioSegment, words: Words): string {
  const what = [flagsText(segment, words), ...numbersOf(segment)].join(', ');
  if (segment.lost) {
    return side === 'client'
      ? l10n.t('The client sends {0}, which is lost.', what)
      : l10n.t('The server sends {0}, which is lost.', what);
  }
  return side === 'client' ? l10n.t('The client sends {0}.', what) : l10n.t('The server sends {0}.', what);
}

/** Markdown without its marks. */
function plain(markdown: string): string {
  return markdown
    .replace(/[`*]|^- /gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}
