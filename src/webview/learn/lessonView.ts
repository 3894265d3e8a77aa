import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import { scenarioIds, type ScenarioId, type Side } from '../../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../../core/tcp/states';
import { stateOf } from '../../core/tcp/states';
import type { ScenarioText } from '../../protocol/scenarioText';
import { actorIcon } from '../actorIcon';
import { figureOf } from '../diagram/figure';
import { compact } from '../diagram/metrics';
import { icon } from '../icons';
import { markdown } from '../panes/markdown';
import type { View } from '../view';
import type { Place } from './lesson';
import type { RealRunState } from './realRun';
import { runOffer, runProgress, type RunActions } from './runReal';
import { sequence } from './sequence';
import { layOut } from './sequenceLayout';
import { stateMap } from './stateMap';
import { sideName } from './stepWords';

/** What the reader can do in learn mode. */
export interface LessonActions extends RunActions {
  open(scenario: ScenarioId | undefined): void;
  go(step: number): void;
  /** Explains a state in the page, without filtering the tree. */
  explain(state: TcpStateName): void;
}

/** What is shown of the open scenario. */
export interface OpenLesson {
  readonly place: Place;
  readonly text: ScenarioText;
  readonly run: RealRunState;
}

/** What the drawing of the segments may take up, in CSS pixels. */
export interface Room {
  readonly width: number;
  /** One thing below the other: the drawing then grows with the steps, and the words follow it. */
  readonly isStacked: boolean;
}

/** The smallest drawing without labels: beside the sequence diagram, which has them, it is a map. */
const map = figureOf(compact);

/** The open scenario: where it has come to, the two drawings, and the words of the step. */
export function lessonView(lesson: OpenLesson, view: View, actions: LessonActions, room: Room): TemplateResult {
  const { place, text } = lesson;
  return html`<section class="lesson" data-scenario=${place.scenario.id} aria-labelledby="lesson-title">
    ${heading(lesson, view, actions)} ${controls(lesson, view, actions)}
    <div class="drawing">
      ${sequence(place, layOut(place.scenario, room.width, room.isStacked ? place.step : undefined), view.words)}
    </div>
    <div class="words">${stepText(place, text)} ${runProgress(lesson.run, place, text, view, actions)}</div>
    <div class="map">${stateMap(place, map)}</div>
    <div class="here">${(['client', 'server'] as const).map(side => whoIsHere(side, place, view, actions))}</div>
    <div class="reading">${reading(text)}</div>
  </section>`;
}

function heading({ place, text, run }: OpenLesson, view: View, actions: LessonActions): TemplateResult {
  const { id } = place.scenario;
  const next = scenarioIds[scenarioIds.indexOf(id) + 1];
  return html`<header class="lesson-head">
    <button class="link all" @click=${() => actions.open(undefined)}>
      ${icon('chevron-left')}${l10n.t('All scenarios')}
    </button>
    ${
      next === undefined
        ? nothing
        : html`<button class="link next-story" @click=${() => actions.open(next)}>
            ${l10n.t('Next scenario')}${icon('chevron-right')}
          </button>`
    }
    <h2 id="lesson-title">${text.title}</h2>
    <div class="lead">${markdown(text.summary)}</div>
    ${runOffer(run, view, actions)}
  </header>`;
}

/** The bar of steps; it has the focus, so that the next key press takes the next step. */
function controls({ place, run }: OpenLesson, { words }: View, actions: LessonActions): TemplateResult {
  const { scenario, step } = place;
  const last = scenario.steps.length;
  const isWaiting = 'waitingSince' in run && run.scenario === scenario.id && run.steps === step;
  return html`<div class="stage" tabindex="0" role="group" aria-label=${l10n.t('Steps')} aria-describedby="stage-help">
    ${tool('debug-restart', l10n.t('To the beginning'), 0, step === 0)}
    ${tool('chevron-left', l10n.t('Back'), step - 1, step === 0)}
    <span class="progress" aria-hidden="true">
      ${scenario.steps.map((_, index) => html`<span class="mark ${index < step ? 'done' : ''}"></span>`)}
    </span>
    <span class="count">${l10n.t('{0} of {1}', words.number(step), words.number(last))}</span>
    <button class="forward" ?disabled=${step === last || isWaiting} @click=${() => actions.go(step + 1)}>
      ${step === last ? l10n.t('Done') : isWaiting ? l10n.t('Waiting …') : l10n.t('Next step')}
    </button>
    <span id="stage-help" class="keys-help">
      ${l10n.t('Right, Space or Enter: next step. Left: back. Home and End: to the ends.')}
    </span>
  </div>`;

  function tool(name: Parameters<typeof icon>[0], label: string, target: number, disabled: boolean): TemplateResult {
    return html`<button
      class="tool"
      title=${label}
      aria-label=${label}
      ?disabled=${disabled}
      @click=${() => actions.go(target)}
    >
      ${icon(name)}
    </button>`;
  }
}

function stepText({ step }: Place, text: ScenarioText): TemplateResult {
  const part = text.steps[step - 1];
  return part === undefined
    ? html`<h3>${l10n.t('Before the first step')}</h3>
        <p class="hint">${l10n.t('Both hosts stand as drawn. Press the right arrow key.')}</p>`
    : html`<h3><span class="step-number">${step}</span> ${part.title}</h3>
        ${markdown(part.markdown)}`;
}

/** A host's state, how many sockets of this machine are in it now, and where to read about it. */
function whoIsHere(side: Side, { states, step }: Place, view: View, actions: LessonActions): TemplateResult {
  const { words, picture } = view;
  const state = states[step]![side];
  const count = picture.frame?.counts[state] ?? 0;
  const { one, many, none } = whereaboutsTexts(picture.moment !== undefined);
  return html`<section class="whereabouts">
    <h3><span class="chip-name ${side}">${sideName(side)}</span> ${actorIcon(stateOf(state).actor)} ${state}</h3>
    <p>${words.actorOf(state)}</p>
    <p class="links">
      ${
        count === 0
          ? html`<span class="hint">${none}</span>`
          : html`<button class="link" @click=${() => view.actions.select({ kind: 'state', state })}>
              ${count === 1 ? one : many(words.number(count))}
            </button>`
      }
      <button class="link" @click=${() => actions.explain(state)}>${l10n.t('What {0} means', state)}</button>
    </p>
  </section>`;
}

function whereaboutsTexts(isPast: boolean) {
  return isPast
    ? {
        none: l10n.t('No socket is in this state at the moment that is shown.'),
        one: l10n.t('1 socket is in this state at the moment that is shown'),
        many: (count: string) => l10n.t('{0} sockets are in this state at the moment that is shown', count),
      }
    : {
        none: l10n.t('No socket of this machine is in this state now.'),
        one: l10n.t('1 socket of this machine is in this state now'),
        many: (count: string) => l10n.t('{0} sockets of this machine are in this state now', count),
      };
}

function reading({ whereYouMeetIt, whatToDo }: ScenarioText): TemplateResult[] {
  return [whereYouMeetIt, whatToDo].map(
    ({ title, markdown: source }) =>
      html`<section>
        <h3>${title}</h3>
        ${markdown(source)}
      </section>`,
  );
}
