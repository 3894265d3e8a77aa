import * as vscode from 'vscode';
import type { Frame, Trace } from '../../protocol/monitor';
import type { Moment, Timeline } from '../../protocol/recording';
import type { Model } from '../model';
import type { RecordingFile } from './recordingFile';

interface Picture {
  readonly frame: Frame | undefined;
  readonly moment: Moment | undefined;
  readonly trouble: string | undefined;
  readonly selectedIds: readonly string[];
}

/**
 * The model as the editor of a recording sees it: while the window looks at something else, the picture stands still, and
 * what is asked about a moment has the window look at this recording.
 */
export class RecordedModel implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly selectionChanged = new vscode.EventEmitter<void>();
  readonly onDidChangeSelection = this.selectionChanged.event;
  /** Nothing here can be paused. */
  readonly paused = false;
  private picture: Picture = { frame: undefined, moment: undefined, trouble: undefined, selectedIds: [] };
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly model: Model,
    private readonly file: RecordingFile,
  ) {
    this.subscription = vscode.Disposable.from(
      model.onDidChange(() => this.follow(this.changed)),
      model.onDidChangeSelection(() => this.follow(this.selectionChanged)),
    );
  }

  /** The window looks at this recording. */
  get isShown(): boolean {
    return this.file.info !== undefined && this.model.recording?.id === this.file.info.id;
  }

  get frame(): Frame | undefined {
    return this.picture.frame;
  }

  get moment(): Moment | undefined {
    return this.picture.moment;
  }

  get recording() {
    return this.file.info;
  }

  get machine(): string {
    return this.file.info?.machine ?? '';
  }

  get trouble(): string | undefined {
    return this.picture.trouble;
  }

  get selectedIds(): readonly string[] {
    return this.picture.selectedIds;
  }

  setSelected(ids: readonly string[]): void {
    if (this.isShown) {
      this.model.setSelected(ids);
    }
  }

  async showMoment(moment: Moment | undefined): Promise<void> {
    const { info } = this.file;
    if (info !== undefined && moment !== undefined) {
      await this.model.showMoment({ at: moment.at, recording: info.id });
    }
  }

  /** Shows the moment that was shown last, or the recording's last one. */
  async showAgain(): Promise<void> {
    const { info } = this.file;
    if (info !== undefined) {
      await this.showMoment({ at: this.picture.moment?.at ?? info.to });
    }
  }

  timeline(after?: number): Promise<Timeline> {
    const { info } = this.file;
    return info === undefined ? Promise.resolve({ at: [], counts: {} }) : this.model.timeline(after, info.id);
  }

  async trace(ids: readonly string[]): Promise<readonly Trace[]> {
    this.refuseElsewhere();
    return this.model.trace(ids);
  }

  async search(filter: string, limit: number) {
    this.refuseElsewhere();
    return this.model.search(filter, limit);
  }

  async details(id: string) {
    this.refuseElsewhere();
    return this.model.details(id);
  }

  looking(): vscode.Disposable {
    return this.model.looking();
  }

  dispose(): void {
    vscode.Disposable.from(this.subscription, this.changed, this.selectionChanged).dispose();
  }

  private follow(emitter: vscode.EventEmitter<void>): void {
    if (this.isShown) {
      const { frame, moment, trouble, selectedIds } = this.model;
      this.picture = { frame, moment, trouble, selectedIds };
      emitter.fire();
    }
  }

  /** The monitor would answer for the moment that the window looks at. */
  private refuseElsewhere(): void {
    if (!this.isShown) {
      throw new Error('The window looks at something else than this recording.');
    }
  }
}
