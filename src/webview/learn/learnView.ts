import * as l10n from '@vscode/l10n';
import { html, nothing, type TemplateResult } from 'lit';
import type { ScenarioFamily } from '../../core/tcp/scenarios/scenario';
import { scenarios } from '../../core/tcp/scenarios/scenarios';
import { header } from '../header';
import { explanationPane } from '../panes/explanationPane';
import { markdown } from '../panes/markdown';
import type { View } from '../view';
import type { Lesson } from './lesson';
import { lessonView, type LessonActions, type Room } from './lessonView';
import type { RealRunState } from './realRun';
import { familyName } from './stepWords';

/** Learn mode: the list of scenarios, or the one that is open, and the explanation of a state that was asked for. */
export function learnView(
  view: View,
  lesson: Lesson,
  run: RealRunState,
  actions: LessonActions,
  room: Room,
): TemplateResult {
  return html`
    <main>
      ${header(view)}
      <div class="learn">${body(view, lesson, run, actions, room)}</div>
      <div class="spoken" aria-live="polite">${lesson.spoken}</div>
    </main>
  `;
}

function body(view: View, lesson: Lesson, run: RealRunState, actions: LessonActions, room: Room): TemplateResult {
  if (lesson.texts.status === 'failed') {
    return html`<p class="hint">${l10n.t('The texts of the scenarios could not be read.')}</p>`;
  }
  const { place } = lesson;
  const text = place && lesson.textOf(place.scenario.id);
  if (place === undefined) {
    return overview(lesson, actions);
  }
  if (text === undefined) {
    return html`<p class="hint">${l10n.t('The texts are being read …')}</p>`;
  }
  const { selection } = view;
  return html`${lessonView({ place, text, run }, view, actions, room)}
  ${selection?.kind === 'state' ? html`<div class="panes aside">${explanationPane(selection.state, view)}</div>` : nothing}`;
}

function overview(lesson: Lesson, actions: LessonActions): TemplateResult {
  const families: readonly ScenarioFamily[] = ['opening', 'closing', 'time-wait', 'trouble'];
  return html`<section class="overview" aria-labelledby="overview-title">
    <h2 id="overview-title" tabindex="-1">${l10n.t('Learn how TCP connections live and die')}</h2>
    <p class="hint">${l10n.t('Each story takes a minute: one step for each press of a key.')}</p>
    ${families.map(
      family =>
        html`<h3>${familyName(family)}</h3>
          <ul class="stories">
            ${scenarios
              .filter(scenario => scenario.family === family)
              .map(({ id, steps }) => {
                const text = lesson.textOf(id);
                return html`<li>
                  <button class="story" data-scenario=${id} @click=${() => actions.open(id)}>
                    <span class="story-title">${text?.title ?? id}</span>
                    <span class="story-summary">${text && markdown(text.summary)}</span>
                    <span class="story-length">${l10n.t('{0} steps', steps.length)}</span>
                  </button>
                </li>`;
              })}
          </ul>`,
    )}
  </section>`;
}
