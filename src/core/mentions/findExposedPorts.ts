import { numbersOf } from './numbersOf';
import { parsePort, type PortMention } from './portNumber';

/** What a Dockerfile exposes: numbers, ranges, and variables whose value an ARG or ENV above tells. */
export function findExposedPorts(text: string): PortMention[] {
  const found: PortMention[] = [];
  const values = new Map<string, number>();
  let lineStart = 0;
  for (const line of text.split('\n')) {
    for (const [, name, value] of /^\s*(?:ARG|ENV)\s/i.test(line) ? line.matchAll(setting) : []) {
      const port = parsePort(value!);
      if (port !== undefined) {
        values.set(name!, port);
      }
    }
    const words = /^\s*EXPOSE\s(?<words>.{0,200})/di.exec(line);
    if (words !== null) {
      const [from, to] = words.indices!.groups!.words!;
      for (const match of line.slice(from, to).matchAll(exposed)) {
        const start = lineStart + from + match.index;
        const variable = match.groups!.variable ?? '';
        const port = values.get(variable.replace(/[${}]/g, ''));
        const named = port === undefined ? [] : [{ start, end: start + variable.length, port }];
        found.push(...numbersOf(match, lineStart + from), ...named);
      }
    }
    lineStart += line.length + 1;
  }
  return found;
}

/** ARG PORT=3000, ENV PORT 3000, ENV NODE_ENV=production PORT=3000 */
const setting = /(?<![\w$])(\w{1,60})[=\s]["']?(\d{1,5})(?![\w.:/-])/g;

/** 80, 443/tcp, 8000-8005, $PORT, ${PORT}, ${PORT:-3000}; not 53/udp */
const exposed =
  /(?<!\S)(?:(?<first>\d{1,5})(?:-(?<last>\d{1,5}))?|\$\{\w{1,60}:-(?<fallback>\d{1,5})\}|(?<variable>\$\w{1,60}|\$\{\w{1,60}\}))(?:\/tcp)?(?=\s|$)/dgi;
