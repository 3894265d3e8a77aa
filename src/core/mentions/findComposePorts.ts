import { parsePort, type PortMention } from './portNumber';

/** The ports of this machine that a Compose file publishes: those of containers alone are of another network. */
export function findComposePorts(text: string): PortMention[] {
  const found: PortMention[] = [];
  /** Column of the key `ports:` whose list goes on. */
  let listColumn: number | undefined;
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const column = line.search(/\S/);
    if (column !== -1 && line[column] !== '#') {
      if (/^\s*ports\s*:\s*(?:#.*)?$/.test(line)) {
        listColumn = column;
      } else if (listColumn !== undefined && (column < listColumn || (column === listColumn && line[column] !== '-'))) {
        listColumn = undefined;
      }
      const match = listColumn === undefined ? inline.exec(line) : (short.exec(line) ?? published.exec(line));
      const digits = match?.groups?.port;
      const port = digits === undefined ? undefined : parsePort(digits);
      if (port !== undefined) {
        const start = lineStart + match!.index + match![0].length - digits!.length;
        found.push({ start, end: start + digits!.length, port });
      }
    }
    lineStart += line.length + 1;
  }
  return found;
}

/** - "8080:80", - 127.0.0.1:8001:8001/tcp, - "[::1]:80:80"; not - "3000", whose port here Docker chooses, and not UDP. */
const short =
  /^\s*-\s+["']?(?:(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:]{2,40}\]):)?(?<port>\d{1,5})(?=:\d{1,5}(?:\/tcp)?["']?\s*(?:#.*)?$)/;
/** published: "8080" */
const published = /^\s*(?:-\s+)?published\s*:\s*["']?(?<port>\d{1,5})(?=["']?\s*(?:#.*)?$)/;
/** ports: ["8080:80"], the first of them */
const inline = /^\s*ports\s*:\s*\[\s*["']?(?:\d{1,3}(?:\.\d{1,3}){3}:)?(?<port>\d{1,5})(?=:\d{1,5})/;
