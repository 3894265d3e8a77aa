import { findEndpoints, isLocalHost } from './endpoints';
import { errorWordings, type NetworkError } from './networkErrors';
import { parsePort } from './portNumber';

/** An error that a line tells, from `start` to before `end`; its endpoint is inside when it stands beside the wording. */
export interface ErrorMention {
  readonly start: number;
  readonly end: number;
  readonly error: NetworkError;
  /** Of the address that could not be bound or reached; absent where the line does not tell. */
  readonly port?: number;
  readonly host?: string;
}

/** Longer lines are made by programs for programs. Characters; what stands behind is not looked at. */
const longestLine = 2_000;
/** Characters between wording and endpoint that still make one mention of both. */
const nearby = 60;

/** The network errors that a line of output tells, each kind once, in the order of the line. */
export function findNetworkErrors(line: string): ErrorMention[] {
  if (
    !/refuse|address|[Cc]onnect|timed|[Tt]imeout|reset|E[A-Z]{4}|SocketException|[Bb]roken|[Pp]ort|hang up|in use|forcibly|Addr|did not|TimedOut|UND_ERR|other side/.test(
      line,
    )
  ) {
    return [];
  }
  const text = line.slice(0, longestLine);
  const found: ErrorMention[] = [];
  let places: Place[] | undefined;
  for (const { error, name, phrases } of errorWordings) {
    const match = name.exec(text) ?? phrases.exec(text);
    if (match !== null) {
      const wording = { start: match.index, end: match.index + match[0].length };
      places ??= placesIn(text);
      found.push(mention(error, wording, placeOf(wording, places, text)));
    }
  }
  return found.sort((a, b) => a.start - b.start).filter(({ start }, index, all) => start >= (all[index - 1]?.end ?? 0));
}

interface Span {
  readonly start: number;
  readonly end: number;
}
interface Place extends Span {
  readonly host?: string;
  readonly port: number;
}

function mention(error: NetworkError, wording: Span, place: Place | undefined): ErrorMention {
  if (place === undefined) {
    return { ...wording, error };
  }
  const isNear = place.start - wording.end <= nearby && wording.start - place.end <= nearby;
  return {
    start: isNear ? Math.min(wording.start, place.start) : wording.start,
    end: isNear ? Math.max(wording.end, place.end) : wording.end,
    error,
    port: place.port,
    ...(place.host !== undefined && { host: place.host }),
  };
}

/** nginx names the server that it asked as the upstream; else the next endpoint behind the wording, or the last before it. */
function placeOf(wording: Span, places: readonly Place[], text: string): Place | undefined {
  const upstream = text.indexOf('upstream: "');
  const upstreamPlace = upstream === -1 ? undefined : places.find(({ start }) => start > upstream);
  // "Port 8080 was already in use": the wording holds the port.
  const inside = places.find(({ start, end }) => start >= wording.start && end <= wording.end);
  const behind = places.find(({ start }) => start >= wording.end && start - wording.end <= nearby);
  return upstreamPlace ?? inside ?? behind ?? places.filter(({ end }) => end <= wording.start).at(-1) ?? places[0];
}

/** Every endpoint of the line, also as only errors write them. */
function placesIn(text: string): Place[] {
  const found: Place[] = [...findEndpoints(text, true)];
  for (const match of text.matchAll(otherPlaces)) {
    const { v6, tuple, host, wordPort } = match.groups!;
    const digits = match.groups!.v6Port ?? match.groups!.tuplePort ?? match.groups!.goPort ?? wordPort ?? '';
    const port = parsePort(digits);
    const named = v6 ?? tuple ?? host;
    const start = match.index;
    const end = start + match[0].length;
    if (port !== undefined && !found.some(place => place.start < end && start < place.end)) {
      found.push({ start, end, port, ...(named !== undefined && { host: named }) });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

const otherPlaces = new RegExp(
  [
    // Node: `address already in use :::3000`, `connect ECONNREFUSED ::1:5432`
    String.raw`(?<=\s)(?<v6>[\da-f:]{0,38}::[\da-f]{0,4}):(?<v6Port>\d{1,5})(?![\w:])`,
    // Python: `('127.0.0.1', 8000)`, of IPv6 `('::1', 8000, 0, 0)`
    String.raw`\('(?<tuple>[^'\s]{0,80})', (?<tuplePort>\d{1,5})(?:, \d{1,10}, \d{1,10})?\)`,
    // Go: `listen tcp :8080: bind`
    String.raw`(?<=\btcp[46]?\s):(?<goPort>\d{1,5})(?!\d)`,
    // requests: `host='localhost', port=8000`; psycopg: `at "localhost" (127.0.0.1), port 5432`; curl: `to localhost port 3000`
    String.raw`(?:(?:\bhost=['"]|\b(?:at|for) "|\bconnect to (?:host )?)(?<host>[\w.:-]{0,99}[\w:])['"]?(?: \([\w.:]{1,45}\))?,? )?(?<!\w)[Pp]ort[ =:]{1,3}(?<wordPort>\d{1,5})(?!\w)`,
  ].join('|'),
  'g',
);

/** Whether the endpoint is of this machine, or may be: where no host is named, a program spoke of its own port. */
export function isOfThisMachine({ host }: Pick<ErrorMention, 'host'>): boolean {
  return host === undefined || isLocalHost(host);
}
