import { parsePort, type PortMention } from './portNumber';

/**
 * The ports in the named groups of a match, which has the flag d. A range is the two numbers that stand there.
 * @param shift where the text of the match begins in the text that the answer counts in
 */
export function numbersOf(match: RegExpMatchArray, shift: number): PortMention[] {
  return Object.entries(match.indices?.groups ?? {}).flatMap(([name, place]) => {
    const port = parsePort(match.groups?.[name] ?? '');
    // A group that took no part has no place, whatever its type says.
    return port === undefined ? [] : [{ start: shift + place[0], end: shift + place[1], port }];
  });
}
