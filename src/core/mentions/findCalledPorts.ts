import { portsOfAddress } from './addressText';
import { callArguments, type Argument } from './callArguments';
import { callForms, type PortPlace } from './callForms';
import type { PortMention } from './portNumber';
import { portConstants } from './portConstants';
import { portOfExpression, type PortConstants } from './portExpression';
import type { SourceKind } from './sourceKind';
import { maskCode, maskOf } from './textMask';

/** The ports on which a program's text makes it listen, in no order. Comments and strings about such calls do not count. */
export function findCalledPorts(text: string, kind: SourceKind): PortMention[] {
  const forms = callForms[kind]?.filter(({ needs }) => needs === undefined || text.includes(needs));
  if (forms === undefined) {
    return [];
  }
  let seen: { mask: Uint8Array; constants: PortConstants } | undefined;
  const found: PortMention[] = [];
  for (const { opener, places } of forms) {
    for (const match of text.matchAll(opener)) {
      const mask = seen?.mask ?? maskOf(text, kind);
      seen ??= { mask, constants: portConstants(text, mask) };
      if (mask[match.index] === maskCode.code) {
        const given = callArguments(text, mask, match.index + match[0].length);
        found.push(...portsAt(places, given, seen.constants));
      }
    }
  }
  return found;
}

function portsAt(places: readonly PortPlace[], given: readonly Argument[], constants: PortConstants): PortMention[] {
  for (const place of places) {
    const found = portsIn(place, given, constants);
    if (found.length > 0) {
      return found;
    }
  }
  return [];
}

function portsIn(place: PortPlace, given: readonly Argument[], constants: PortConstants): PortMention[] {
  switch (place) {
    case 'key':
      return given.flatMap(argument => keyIn(argument, constants) ?? []).slice(0, 1);
    case 'address':
      return given.flatMap(argument => portsOfAddress(argument, constants));
    case 'pair':
      return given.flatMap(argument => pairIn(argument, constants) ?? []).slice(0, 1);
    case 'behind host':
      return asList(behindHost(given, constants));
    default: {
      const argument = given[place.argument];
      // A later argument's name, as in Kotlin: (Netty, port = 8080).
      return argument === undefined ? [] : asList(portOfExpression(argument.text, argument.start, constants));
    }
  }
}

/** { port: 3000 }, port=8000, :Port => 8000, and the shorthand { port }. */
function keyIn({ text, start }: Argument, constants: PortConstants): PortMention | undefined {
  const pair = /(?<![\w.$-])["']?port["']?\s{0,4}(?:=>|[:=])(?!=)\s{0,20}/i.exec(text);
  if (pair !== null) {
    const from = pair.index + pair[0].length;
    return portOfExpression(valueAt(text, from), start + from, constants);
  }
  const port = constants.get('port');
  const at = /^\{(?:[^{}]{0,200},)?\s{0,20}port\s{0,20}[,}]/.test(text) ? text.search(/\bport\b/) : -1;
  return port === undefined || at === -1 ? undefined : { start: start + at, end: start + at + 4, port };
}

/** The value of a key: up to a comma, a closing bracket that is not its own, or the end of the line. */
function valueAt(text: string, from: number): string {
  let depth = 0;
  let at = from;
  for (; at < text.length && text[at] !== '\n'; at++) {
    const character = text[at]!;
    if ('([{'.includes(character)) {
      depth += 1;
    } else if (')]}'.includes(character) ? --depth < 0 : character === ',' && depth === 0) {
      break;
    }
  }
  return text.slice(from, at).trimEnd();
}

/** An address to listen on, or what is named so; None and nil are all of them. */
const host =
  /^(?:None|nil|(["'])(?:localhost|\*|(?=[^"']*[.:])[\da-f.:]{2,45})?\1|[\w.]{0,60}(?:host|hostname|addr|address))$/i;

/** '0.0.0.0', 5000 */
function behindHost(given: readonly Argument[], constants: PortConstants): PortMention | undefined {
  const at = given.findIndex(({ text }) => host.test(text));
  const argument = at === -1 ? undefined : given[at + 1];
  return argument && portOfExpression(argument.text, argument.start, constants);
}

/** ("", 8000), ([127, 0, 0, 1], 3000) */
function pairIn({ text, start }: Argument, constants: PortConstants): PortMention | undefined {
  const pair =
    /^\((?:\s{0,20}(?:\[[\d,\s]{1,40}\]|[^,()]{0,100})),\s{0,20}([^,)]{1,100}(?:\([^()]{0,100}\)+)?)\s{0,20},?\s{0,20}\)$/.exec(
      text,
    );
  const expression = pair?.[1];
  return expression === undefined
    ? undefined
    : portOfExpression(expression, start + text.indexOf(expression, text.indexOf(',', text.indexOf(']'))), constants);
}

function asList<Item>(item: Item | undefined): Item[] {
  return item === undefined ? [] : [item];
}
