/** Names that are the same in every language. */
const names = [
  /\b[A-Z][A-Z\d]+(?:[-_][A-Z\d]+)*\b/g, // States, flags and options.
  /\b\w+\(\)/g, // Calls.
  /\b(?:[\w-]+[:/.])+[\w/.-]*/g, // Addresses, files, settings.
  /\b(?:seq|ack|bytes|[kMG]B|netlink|cubic|Node\.js|Python|Java|Go|nginx)\b/g,
];

/**
 * Whether a text has words outside of the ⟦ and ⟧ of pseudo-translation. Not in a text that has Chinese: that is from the
 * explanations, or a number's unit.
 * @param ownNames of what is shown: processes, machines
 */
export function isUntranslated(text: string, ownNames: readonly RegExp[]): boolean {
  const outside = text.replace(/⟦[^⟦⟧]*⟧/g, ' ');
  const words = [...ownNames, ...names].reduce((rest, name) => rest.replace(name, ''), outside);
  return !/\p{Script=Han}/u.test(outside) && /[a-z]{2}/i.test(words);
}
