/** A port in decimal, from 1 to 65535, also with digit separators (`3_000`); undefined for all else, `080` included. */
export function parsePort(text: string): number | undefined {
  const digits = text.replaceAll('_', '');
  const port = /^[1-9]\d{0,4}$/.test(digits) ? Number(digits) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}

/** A port in a text, from `start` to before `end`. */
export interface PortMention {
  readonly start: number;
  readonly end: number;
  readonly port: number;
  /** It is a container's own port, which this machine has only where somebody publishes it. */
  readonly inContainer?: true;
}
