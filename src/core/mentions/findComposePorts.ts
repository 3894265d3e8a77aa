import { numbersOf } from './numbersOf';
import type { PortMention } from './portNumber';

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
      const isInline = /^\s*ports\s*:\s*\[/.test(line);
      for (const pattern of listColumn !== undefined ? [short, long] : isInline ? [inline] : []) {
        for (const match of line.matchAll(pattern)) {
          found.push(...numbersOf(match, lineStart));
        }
      }
    }
    lineStart += line.length + 1;
  }
  return found;
}

/** A number, or a variable with one as its default: ${PORT:-3000}. */
const number = (name: string) => String.raw`(?:\$\{\w{1,60}:?-)?(?<${name}>\d{1,5})\}?`;
const range = String.raw`${number('first')}(?:-(?<last>\d{1,5}))?`;
const address = String.raw`(?:(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-fA-F:]{2,40}\]|\$\{[^}]{1,80}\}):)?`;
/** Of UDP are others. */
const inContainer = String.raw`(?=:(?:\d{1,5}(?:-\d{1,5})?|\$\{[^}]{1,80}\})(?:\/tcp)?["']?\s{0,20}`;

/**
 * - "8080:80", - 127.0.0.1:8001:8001/tcp, - "[::1]:80:80", - "3000-3005:3000-3005", - ${PORT:-3000}:3000; not - "3000", whose port here
 * Docker chooses.
 */
const short = new RegExp(String.raw`^\s*-\s+["']?${address}${range}${inContainer}(?:#.*)?$)`, 'dg');
/** published: "8080" */
const long = new RegExp(String.raw`^\s*(?:-\s+)?published\s*:\s*["']?${range}(?=["']?\s*(?:#.*)?$)`, 'dg');
/** ports: ["8080:80", '127.0.0.1:8443:443'] */
const inline = new RegExp(String.raw`[[,]\s{0,20}["']?${address}${range}${inContainer}[,\]])`, 'dg');
