/** One line of the answer, as quick pick and Markdown show it. */
export interface EvidenceLine {
  /** A codicon's name: what the line is about. */
  readonly icon: string;
  readonly text: string;
  readonly detail?: string;
  readonly confidence: 'measured' | 'inferred';
  /** Ids of the sockets that show it. */
  readonly sockets?: readonly string[];
}
