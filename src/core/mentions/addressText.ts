import type { Argument } from './callArguments';
import { parsePort, type PortMention } from './portNumber';
import type { PortConstants } from './portExpression';

/** Characters; a longer text is a function's body or a list, whose addresses are about something else. */
const longestAddress = 200;

/** The ports in an address that is given: of its strings, else of a name that stands for one. */
export function portsOfAddress(given: Argument, constants: PortConstants): PortMention[] {
  // A brace in a string holds at most a name: "{}:8080", $"http://*:{port}".
  if (given.text.length > longestAddress || /\{(?!\w{0,40}\})/.test(given.text)) {
    return [];
  }
  const found = portsInStrings(given);
  return found.length > 0 ? found : portsOfNames(given, constants).slice(0, 1);
}

/** ":8080", "0.0.0.0:8080", "http://*:5000;http://localhost:5001" */
export function portsInStrings({ text, start }: Argument): PortMention[] {
  return Array.from(text.matchAll(/["'`](?:[^"'`\s]{0,100}?)["'`]/g)).flatMap(quoted =>
    Array.from(quoted[0].matchAll(/:(\d{1,5})(?=[/;,"'`])/g)).flatMap(match => {
      const port = parsePort(match[1]!);
      const at = start + quoted.index + match.index + 1;
      return port === undefined ? [] : [{ start: at, end: at + match[1]!.length, port }];
    }),
  );
}

/** addr, *addr, ":" + port, fmt.Sprintf(":%d", port) */
function portsOfNames({ text, start }: Argument, constants: PortConstants): PortMention[] {
  return Array.from(text.matchAll(/\w{1,60}/g)).flatMap(({ 0: name, index }) => {
    const port = constants.get(name);
    return port === undefined ? [] : [{ start: start + index, end: start + index + name.length, port }];
  });
}
