import type { Trace } from '../../protocol/monitor';
import type { PanelPicture } from '../../protocol/panel';
import { panelFindings } from './panelFindings';
import type { PanelServices } from './panelServices';

/** Makes the pictures that a page shows from what the model holds, and counts what has changed since. */
export class Pictures {
  /** Changes of the model so far, and how many of them the newest picture that was taken includes. */
  private changes = 0;
  private pictured = 0;
  private isSending = false;
  private lastTraces: readonly Trace[] = [];

  constructor(
    private readonly services: Pick<PanelServices, 'ignored' | 'log' | 'model'>,
    private readonly page: {
      /** It has its first picture and is not hidden. */
      isListening(): boolean;
      send(picture: PanelPicture): Promise<unknown>;
    },
  ) {}

  noteChange(): void {
    this.changes += 1;
    this.sendChanges();
  }

  /** Sends a new picture if something has changed; what changes meanwhile is sent once, afterwards. */
  sendChanges(): void {
    if (!this.isSending) {
      void this.sendWhileChanging();
    }
  }

  /** The first picture of a page. */
  take(): Promise<PanelPicture> {
    this.pictured = this.changes;
    return this.compose();
  }

  /** A picture for another purpose than to be shown. */
  async compose(): Promise<PanelPicture> {
    const { model, ignored } = this.services;
    const selected = await this.traces();
    const { frame, paused, trouble, moment } = model;
    return {
      machine: model.machine,
      selected,
      findings: panelFindings(ignored.heard(frame?.report)),
      paused,
      ...(frame && { frame }),
      ...(moment && { moment }),
      ...(trouble !== undefined && { trouble }),
    };
  }

  /** The connection of that id, if it was on the last picture, as one selected or as the other end of one. */
  shownTrace(id: string): Trace | undefined {
    return this.lastTraces
      .flatMap(trace => [trace, ...(trace.other ? [trace.other] : [])])
      .find(trace => trace.id === id);
  }

  private async sendWhileChanging(): Promise<void> {
    this.isSending = true;
    try {
      while (this.page.isListening() && this.pictured !== this.changes) {
        await this.sendPicture();
      }
    } finally {
      this.isSending = false;
    }
  }

  private async sendPicture(): Promise<void> {
    const at = this.changes;
    const picture = await this.take();
    // A page that began meanwhile has got a newer one.
    if (this.page.isListening() && at === this.pictured) {
      await this.page.send(picture);
    }
  }

  /** While the monitor cannot answer, the last ones known stay on the page; what is selected is still what counts. */
  private async traces(): Promise<readonly Trace[]> {
    const { model, log } = this.services;
    const ids = model.selectedIds;
    try {
      this.lastTraces = await model.trace(ids);
    } catch (error) {
      log.debug('The ways of the selected connections could not be read.', error);
      this.lastTraces = this.lastTraces.filter(({ id }) => ids.includes(id));
    }
    return this.lastTraces;
  }
}
