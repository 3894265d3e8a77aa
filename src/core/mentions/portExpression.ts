import { parsePort, type PortMention } from './portNumber';

/** What the names of a file stand for where they are given a port: `const PORT = Number(process.env.PORT) || 3000`. */
export type PortConstants = ReadonlyMap<string, number>;

/**
 * The port that an expression gives: a number, also in quotes, a name that stands for one, or the one number of an expression about a port,
 * which is its default (`process.env.PORT || 3000`, `int(os.environ.get("PORT", "8000"))`).
 * @param start where the expression begins in the text that the answer counts in
 */
export function portOfExpression(expression: string, start: number, constants: PortConstants): PortMention | undefined {
  const plain = expression.replace(/[\s,;]+$/, '');
  const [, quote = '', digits = ''] = /^(["']?)([\d_]{1,10})\1$/.exec(plain) ?? [];
  const literal = parsePort(digits);
  if (literal !== undefined) {
    const from = start + quote.length;
    return { start: from, end: from + digits.length, port: literal };
  }
  const whole = { start, end: start + plain.length };
  const byName = /^(?:\w+\.)?(\w+)$/.exec(plain)?.[1];
  if (byName !== undefined) {
    const port = constants.get(byName);
    return port === undefined ? undefined : { ...whole, port };
  }
  if (!/port/i.test(plain) || plain.length > 200 || plain.startsWith('{')) {
    return undefined;
  }
  // 10 and 0x10 are a radix where another number stands beside them; the 1 of getsockname()[1] is an index.
  const numbers = Array.from(plain.matchAll(/(?<![\w.[])\d[\d_]{0,5}(?![\w.])/g)).filter(([digits]) => digits !== '10');
  const [number] = numbers;
  const port = number && parsePort(number[0]);
  if (number !== undefined && numbers.length === 1 && port !== undefined) {
    return { start: start + number.index, end: start + number.index + number[0].length, port };
  }
  const named = numbers.length > 0 ? undefined : plain.match(/\w{1,60}/g)?.find(word => constants.has(word));
  return named === undefined ? undefined : { ...whole, port: constants.get(named)! };
}
