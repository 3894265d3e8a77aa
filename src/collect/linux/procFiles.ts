import { readFileSync } from 'node:fs';

/**
 * The text of a small file of /proc or /sys; undefined where it is missing or may not be read. Names may be any bytes.
 */
export function readProcFile(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** 'ENOENT' and the like, or the message of an error that carries no code. */
export function errorCode(error: unknown): string {
  if (error instanceof Error) {
    return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
  }
  return String(error);
}
