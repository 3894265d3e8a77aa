import { closestWord } from '../core/sockets/closestWord';
import { parseStateName } from '../core/tcp/stateNames';
import { tcpStates, type TcpStateName } from '../core/tcp/states';

/** What an agent asked for cannot be; the message is for a model, and says what to ask instead. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** The object that came with a call, as nobody has checked it yet. */
export type Input = Readonly<Record<string, unknown>>;

export const usualLimit = 50;
export const mostRows = 200;

/** @param known every property that the tool takes @throws InputError */
export function inputOf(value: unknown, known: readonly string[]): Input {
  if (value === undefined || value === null) {
    return {};
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new InputError(`The input must be a JSON object with these properties: ${known.join(', ')}.`);
  }
  const unknown = Object.keys(value).find(name => !known.includes(name));
  if (unknown !== undefined) {
    const closest = closestWord(unknown, known);
    const hint = closest === undefined ? '' : ` Did you mean "${closest}"?`;
    throw new InputError(`There is no property "${unknown}".${hint} The properties are: ${known.join(', ')}.`);
  }
  return value as Input;
}

/** An integer within bounds, also when it is spelled as text; undefined when it is not given. @throws InputError */
export function integerOf(input: Input, name: string, low: number, high: number): number | undefined {
  const given = input[name];
  if (given === undefined || given === null) {
    return undefined;
  }
  const value = typeof given === 'string' && /^\d+$/.test(given.trim()) ? Number(given) : given;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high) {
    throw new InputError(`"${name}" must be an integer from ${low} to ${high}, and is ${JSON.stringify(given)}.`);
  }
  return value;
}

export function portOf(input: Input, name: string): number | undefined {
  return integerOf(input, name, 1, 65_535);
}

export function limitOf(input: Input): number {
  return integerOf(input, 'limit', 1, mostRows) ?? usualLimit;
}

/** Text that is not empty. @throws InputError */
export function textOf(input: Input, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  if (typeof value !== 'string' || value.trim() === '') {
    throw new InputError(`"${name}" must be text that is not empty, and is ${JSON.stringify(value)}.`);
  }
  return value.trim();
}

/** One of a few words. @throws InputError */
export function wordOf<Word extends string>(input: Input, name: string, words: readonly Word[]): Word | undefined {
  const text = textOf(input, name);
  const word = words.find(one => one === text?.toLowerCase());
  if (text !== undefined && word === undefined) {
    throw new InputError(`"${name}" must be one of ${words.join(', ')}, and is ${JSON.stringify(text)}.`);
  }
  return word;
}

/** States in any tool's spelling. @throws InputError */
export function statesOf(input: Input, name: string): readonly TcpStateName[] | undefined {
  const value = input[name];
  if (value === undefined || value === null) {
    return undefined;
  }
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (given.length === 0) {
    throw new InputError(`"${name}" must name at least one state; leave it out for all states.`);
  }
  return given.map(stateOf);
}

/** @throws InputError */
export function stateOf(word: unknown): TcpStateName {
  const state = typeof word === 'string' ? parseStateName(word) : undefined;
  if (state === undefined) {
    const names = tcpStates.map(one => one.name);
    const closest = typeof word === 'string' ? closestWord(word.toUpperCase(), names) : undefined;
    const hint = closest === undefined ? '' : ` Did you mean ${closest}?`;
    throw new InputError(`${JSON.stringify(word)} is no TCP state.${hint} The states are: ${names.join(', ')}.`);
  }
  return state;
}
