import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Debuggees } from '../../../../src/core/programs/debuggees';

/** Sessions of debug adapters; test/fixtures/dap/README.md tells how they were recorded. */
const folder = join(import.meta.dirname, '../../../fixtures/dap');

interface Header {
  adapter: string;
  version: string;
  scenario: string;
  /** The day; absent where the adapter could not be had, and the session was written after its source. */
  captured?: string;
}

interface Facts {
  type: string;
  name: string;
  configuration: unknown;
  parentSession?: number;
}

/** What was true of the processes, by what the programs themselves told. */
export interface Moment {
  moment: string;
  debugged: number[];
  held?: number[];
}

type Line =
  | Moment
  | { session: number; starts: Facts }
  | { session: number; by: 'client' | 'adapter'; message: unknown }
  | { session: number; ends: true };

export const recordings: readonly string[] = readdirSync(folder)
  .filter(name => name.endsWith('.jsonl'))
  .map(name => name.slice(0, -'.jsonl'.length));

export function headerOf(recording: string): Header {
  return linesOf(recording)[0] as Header;
}

/** Tells it all to `debuggees` as VS Code would; `at` is called at each moment. */
export function replay(recording: string, debuggees: Debuggees, at: (moment: Moment) => void): void {
  for (const line of linesOf(recording).slice(1) as Line[]) {
    if ('moment' in line) {
      at(line);
    } else if ('starts' in line) {
      const { parentSession, ...facts } = line.starts;
      const parent = parentSession === undefined ? {} : { parentId: String(parentSession) };
      debuggees.beginAnew({ id: String(line.session), ...facts, ...parent });
    } else if ('ends' in line) {
      debuggees.end(String(line.session));
    } else if (line.by === 'client') {
      debuggees.sent(String(line.session), line.message);
    } else {
      debuggees.received(String(line.session), line.message);
    }
  }
}

function linesOf(recording: string): unknown[] {
  const text = readFileSync(join(folder, `${recording}.jsonl`), 'utf8').trim();
  return text.split('\n').map(line => JSON.parse(line) as unknown);
}
