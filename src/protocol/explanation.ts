import type { TcpStateName } from '../core/tcp/states';

/** A file of media/explain/<locale>/, parsed: what hovers, tooltips and the panel say about a state. */
export interface Explanation {
  state: TcpStateName;
  /** One sentence. */
  summary: string;
  sections: readonly ExplanationSection[];
}

export interface ExplanationSection {
  key: 'happened' | 'awaited' | 'duration' | 'problem' | 'remedy' | 'myth';
  /** The heading as the file has it, in its language. */
  title: string;
  markdown: string;
}
