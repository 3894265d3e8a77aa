import * as l10n from '@vscode/l10n';
import { nothing, render, type TemplateResult } from 'lit';
import type { ScenarioId } from '../../core/tcp/scenarios/scenario';
import type { TcpStateName } from '../../core/tcp/states';
import type { PanelMemory } from '../../protocol/panel';
import type { ScenarioRun } from '../../protocol/scenario';
import { wantsStillness } from '../diagram/glide';
import type { Connection } from '../rpc';
import type { View } from '../view';
import { listenForSteps } from './learnKeys';
import { learnView } from './learnView';
import { Lesson } from './lesson';
import type { LessonActions } from './lessonView';
import { RealRun, type RealRunState } from './realRun';
import { obstacleText, runBar } from './runReal';
import { stepSentences } from './stepWords';
import { TokenGlide } from './tokenGlide';

/** What learn mode needs of the page that it is a part of. */
interface Surroundings {
  schedule(): void;
  remember(): void;
  explainState(state: TcpStateName | undefined): void;
}

/** From this width of the lesson on, the two drawings stand side by side. */
const sideBySide = 860;
const mapWidth = 360;
const widest = 700;

/** The page's other face: the scenarios, one step per key press. */
export class LearnMode {
  private readonly lesson: Lesson;
  private readonly run: RealRun;
  private readonly glide = new TokenGlide();
  private width = sideBySide;
  /** The bar of steps is to have the focus when it is there. */
  private wantsFocus = false;
  private words: View['words'] | undefined;
  /** A step was taken, and its words are to be seen. */
  private hasMoved = false;

  constructor(
    root: HTMLElement,
    host: Connection['host'],
    private readonly page: Surroundings,
  ) {
    this.lesson = new Lesson(
      () => host.scenarioTexts(),
      () => {
        page.remember();
        page.schedule();
      },
    );
    this.run = new RealRun(host, state => this.followRun(state));
    listenForSteps(root, this.lesson, step => this.actions.go(step));
  }

  get isShown(): boolean {
    return this.lesson.isShown;
  }

  /** What the user had arranged, or the scenario that was asked for; and what still runs with real sockets. */
  start(memory: PanelMemory, scenario: ScenarioId | undefined, run: ScenarioRun | undefined): void {
    this.lesson.recall(memory);
    this.run.resume(run);
    if (scenario !== undefined) {
      this.open(scenario);
    }
  }

  show(on: boolean): void {
    this.lesson.show(on);
    if (!on) {
      window.scrollTo(0, 0);
    }
  }

  open(scenario: ScenarioId | undefined): void {
    this.run.stop();
    this.wantsFocus = scenario !== undefined;
    this.lesson.open(scenario);
    window.scrollTo(0, 0);
  }

  memory(): Pick<PanelMemory, 'learning' | 'lesson'> {
    return this.lesson.memory();
  }

  fit(width: number | undefined): void {
    if (width !== undefined && width !== this.width) {
      this.width = width;
      this.page.schedule();
    }
  }

  draw(view: View, root: HTMLElement): void {
    this.words = view.words;
    const beside = this.width >= sideBySide;
    const drawing = Math.min(widest, beside ? this.width - mapWidth - 28 : this.width);
    const room = { width: drawing, isStacked: !beside };
    render(learnView(view, this.lesson, this.run.state, this.actions, room), root);
    this.glide.follow(root);
    const stage = root.querySelector<HTMLElement>('.stage');
    if (this.wantsFocus && stage) {
      this.wantsFocus = false;
      stage.focus({ preventScroll: true });
    }
    if (this.hasMoved) {
      this.hasMoved = false;
      const behavior = wantsStillness() ? 'instant' : 'smooth';
      root.querySelector('.lesson > .words')?.scrollIntoView({ block: 'nearest', behavior });
    }
  }

  /** Above the live diagram, while a scenario runs with real sockets. */
  bar(): TemplateResult | typeof nothing {
    const { state } = this.run;
    return 'scenario' in state
      ? runBar(state, this.lesson.textOf(state.scenario)?.title ?? state.scenario, this.actions)
      : nothing;
  }

  /** What has not happened in the kernel cannot be looked at while it runs: one step more has it happen. */
  private go(step: number): void {
    const { state } = this.run;
    if (state.status !== 'running' || state.scenario !== this.lesson.place?.scenario.id || step <= state.steps) {
      this.goTo(step);
    } else if (this.lesson.place.step < state.steps) {
      this.goTo(state.steps);
      this.hasMoved = true;
    } else {
      void this.run.step();
    }
  }

  private goTo(step: number): void {
    const { lesson } = this;
    if (lesson.go(step)) {
      this.hasMoved = true;
      const text = lesson.textOf(lesson.place!.scenario.id);
      lesson.spoken = text && this.words ? stepSentences(lesson.place!, text, this.words) : '';
    }
  }

  private followRun(state: RealRunState): void {
    const { lesson } = this;
    if (state.status === 'not-possible') {
      lesson.spoken = obstacleText(state.reason, state.detail);
    } else if (state.status !== 'idle' && state.waitingSince === undefined) {
      this.goTo(state.steps);
      const { client, server } = state.ends;
      if (client && server) {
        const standing = [client, server].map(end => end.state ?? 'CLOSED');
        lesson.spoken += ` ${l10n.t('In the kernel the client is {0} and the server {1}.', ...standing)}`;
      }
    } else if (state.status === 'running') {
      lesson.spoken = l10n.t('Waiting for the kernel …');
    }
    this.page.schedule();
  }

  private readonly actions: LessonActions = {
    open: scenario => this.open(scenario),
    go: step => this.go(step),
    explain: state => this.page.explainState(state),
    run: () => {
      const { place } = this.lesson;
      if (place !== undefined) {
        this.goTo(0);
        void this.run.start(place.scenario.id);
      }
    },
    stepRun: () => void this.run.step(),
    stopRun: () => this.run.stop(),
    showLive: () => this.show(false),
    showLesson: () => this.show(true),
  };
}
