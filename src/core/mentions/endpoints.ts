import { isLikelyHostName } from './hostName';
import { parsePort, type PortMention } from './portNumber';

/** A host with a port in a line, as `localhost:3000`, `[::1]:80`, `redis://cache:6379`. */
export interface EndpointMention extends PortMention {
  /** Without brackets. */
  readonly host: string;
}

/**
 * Where a line names a host and a port: in a URL any host, else what is likely to be nothing but a host. Not `app.ts:12:34`, `16:9`,
 * `12:30`, `fe80::1:2`, nor a slice of `data[user.name:12]`.
 * @param isError the line tells a network's error, so that any dotted name before a port is a host
 */
export function findEndpoints(line: string, isError = false): EndpointMention[] {
  const found: EndpointMention[] = [];
  for (const match of line.matchAll(endpoint)) {
    const { url, literal, name, port: digits = '' } = match.groups!;
    const port = parsePort(digits);
    const host = (url ?? literal ?? name ?? '').replace(/^\[|\]$/g, '');
    const isHost = name === undefined || isLikelyHostName(name, isError || beginsValue(line, match.index));
    if (port !== undefined && isHost && isV4OrNone(host)) {
      const end = match.index + match[0].length;
      found.push({ start: end - hostLength(match.groups!) - digits.length - 1, end, host, port });
    }
  }
  return found;
}

/** Addresses and names of this machine, wildcards included. */
export function isLocalHost(host: string): boolean {
  return /^(?:localhost(?:\.localdomain)?|.*\.localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|::1?|::ffff:127\..*|\*|\+|)$/i.test(
    host,
  );
}

/** Behind a quote, `=`, `: `, or another endpoint and a comma, where code has no member of an object with a number behind it. */
function beginsValue(line: string, at: number): boolean {
  return /(?:["'`=]|:\s|:\d{1,5},)$/.test(line.slice(Math.max(0, at - 7), at));
}

function hostLength({ url, literal, name }: Record<string, string | undefined>): number {
  return (url ?? literal ?? name ?? '').length;
}

/** 1.2.3.4 with parts of a byte each, or no such address at all. */
function isV4OrNone(host: string): boolean {
  return !/^[\d.]+$/.test(host) || host.split('.').every(part => part.length <= 3 && Number(part) <= 255);
}

const v4 = String.raw`\d{1,3}(?:\.\d{1,3}){3}`;
const v6 = String.raw`\[[\da-fA-F:.]{2,45}(?:%\w{1,15})?\]`;

/** Every repetition is bounded, so that a line costs its length times a constant. */
const endpoint = new RegExp(
  [
    // http://user:secret@host:3000, amqp://mq:5672, https://*:5001, https://+:5001
    String.raw`(?:(?<![\w+.-])[a-zA-Z][\w+.-]{1,20}:\/\/(?:[^\s/@"'<>]{1,100}@)?(?<url>${v6}|[\w-][\w.-]{0,99}|[*+])`,
    // 127.0.0.1:3000, [::1]:3000, localhost:3000
    String.raw`|(?<![\w.:@-])(?<literal>${v4}|${v6}|localhost)`,
    // db.example.com:5432; a last part of two letters at least
    String.raw`|(?<![\w.:@/\\-])(?<name>[a-zA-Z][\w-]{0,62}(?:\.[\w-]{1,63}){0,5}\.[a-zA-Z]{2,20}))`,
    String.raw`:(?<port>\d{1,5})(?![\w-]|\.\w|:(?!\d{1,3}\.)\w)`,
  ].join(''),
  'g',
);
