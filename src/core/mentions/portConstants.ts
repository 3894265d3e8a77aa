import { portsInStrings } from './addressText';
import { portOfExpression, type PortConstants } from './portExpression';
import { maskCode } from './textMask';

const none: PortConstants = new Map();

/** The port of each name that ends in "port" or "addr"; one that is given two different ones stands for neither. */
export function portConstants(text: string, mask: Uint8Array): PortConstants {
  const constants = new Map<string, number>();
  const ambiguous = new Set<string>();
  for (const match of text.matchAll(assignment)) {
    const [, name = '', value = ''] = match;
    if (mask[match.index] === maskCode.code) {
      const from = match.index + match[0].length - value.length;
      const comment = mask.subarray(from, from + value.length).indexOf(maskCode.comment);
      const given = comment === -1 ? value : value.slice(0, comment);
      const { port } = portOfExpression(given, 0, none) ?? portsInStrings({ text: given, start: 0 })[0] ?? {};
      if (port !== undefined && constants.has(name) && constants.get(name) !== port) {
        ambiguous.add(name);
      } else if (port !== undefined) {
        constants.set(name, port);
      }
    }
  }
  ambiguous.forEach(name => constants.delete(name));
  return constants;
}

/**
 * PORT = 3000, port: u16 = 3000, port := 3000, let port = env.PORT ?? 3000, const addr = ":8080", ADDR: &str = "[::]:80",
 * var addr string = ":8080"
 */
const assignment =
  /(?<![\w.$-])(\w{0,40}(?:port|addr|address))(?:\s{0,4}:\s{0,4}&?[\w']{1,20}(?:\s\w{1,20})?|\s(?:string|int))?\s{0,20}(?::=|=)(?!=)\s{0,20}([^;\n]{1,160})/gi;
