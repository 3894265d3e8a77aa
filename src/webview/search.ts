import type { BrowsedRow } from '../core/sockets/browsedRow';
import type { SearchAnswer } from '../protocol/panel';

/** What the search shows; absent parts were not asked for or not answered yet. */
export interface SearchView {
  readonly query: string;
  /** Belongs to the query, or to the one before it until that is answered. */
  readonly answer: SearchAnswer | undefined;
  /** The first answer to the query: what a screen reader hears, while later readings only change the numbers. */
  readonly firstAnswer: SearchAnswer | undefined;
  /** The host could not answer. */
  readonly hasFailed: boolean;
  /** Index of the result that the Tab key reaches. */
  readonly active: number;
}

/** Finds connections as the reader types, one question at a time: what is typed meanwhile is asked once, afterwards. */
export class Search implements SearchView {
  query = '';
  answer: SearchAnswer | undefined;
  firstAnswer: SearchAnswer | undefined;
  hasFailed = false;
  private activeId: string | undefined;
  private isAsking = false;
  private isStale = false;

  constructor(
    private readonly ask: (query: string) => Promise<SearchAnswer>,
    private readonly changed: () => void,
  ) {}

  get active(): number {
    return Math.max(
      0,
      this.rows.findIndex(({ id }) => id === this.activeId),
    );
  }

  type(query: string): void {
    this.query = query;
    this.activeId = undefined;
    this.firstAnswer = undefined;
    this.refresh();
  }

  /** Asks again: the query has changed, or there is a newer reading. */
  refresh(): void {
    this.isStale = true;
    if (!this.isAsking) {
      void this.askWhileStale();
    }
  }

  activate(index: number): void {
    this.activeId = this.rows[index]?.id;
    this.changed();
  }

  private get rows(): readonly BrowsedRow[] {
    return this.answer?.ok ? this.answer.rows : [];
  }

  private async askWhileStale(): Promise<void> {
    this.isAsking = true;
    while (this.isStale) {
      this.isStale = false;
      await this.askOnce();
      this.changed();
    }
    this.isAsking = false;
  }

  private async askOnce(): Promise<void> {
    const { query } = this;
    if (query.trim() === '') {
      this.answer = undefined;
      return;
    }
    try {
      const answer = await this.ask(query);
      this.answer = this.query.trim() === '' ? undefined : answer;
      if (this.query === query) {
        this.firstAnswer ??= answer;
      }
      this.hasFailed = false;
    } catch {
      this.hasFailed = true;
    }
  }
}
