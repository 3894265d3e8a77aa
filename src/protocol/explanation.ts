import type { TcpStateName } from '../core/tcp/states';

/**
 * What media/explain/<language>/<state>.md says about a state. Its Markdown is a small dialect, so that a page can show
 * it without a Markdown library: paragraphs, `- ` lists, fenced code, and inside a line `code`, **bold** and *emphasis*.
 */
export interface Explanation {
  readonly state: TcpStateName;
  /** The folder it came from: 'en', 'zh-cn'. */
  readonly language: string;
  /** One sentence. */
  readonly summary: string;
  /** In the order of explanationHeadings, all of them. */
  readonly sections: readonly ExplanationSection[];
}

export interface ExplanationSection {
  readonly heading: ExplanationHeading;
  /** The heading in the file's own language. */
  readonly title: string;
  /** The text before the first part; empty when it begins with a part. */
  readonly markdown: string;
  /** The third-level headings below it: one per language or server in what-to-do, none elsewhere. */
  readonly parts: readonly ExplanationPart[];
}

export interface ExplanationPart {
  readonly title: string;
  readonly markdown: string;
}

/** A file's second-level headings are known by their order, so that a translation is free to translate them. */
export const explanationHeadings = [
  'what-happened',
  'what-is-awaited',
  'how-long',
  'when-a-problem',
  'what-to-do',
  'myth',
] as const;

export type ExplanationHeading = (typeof explanationHeadings)[number];
