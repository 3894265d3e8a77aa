/** A command line is cut after so many characters: what it is stands at its beginning. */
const longestCommand = 200;
/** More is not searched for secrets, which takes a time that grows with the square of the length. */
const longestSearched = 2_000;

const secretArgument =
  /(\b[\w-]*(?:passw(?:or)?d|secret|token|api-?_?key|credentials?)[\w-]*(?:=|:|\s+))("[^"]*"|'[^']*'|\S+)/gi;
const secretInUrl = /(\/\/[^\s:/@]*:)[^\s/@]+(?=@)/g;

/** A command line for a model to read: short, and without what looks like a password. */
export function maskSecrets(command: string): string {
  const masked = command.slice(0, longestSearched).replace(secretInUrl, '$1***').replace(secretArgument, '$1***');
  return masked.length > longestCommand ? `${masked.slice(0, longestCommand - 1)}…` : masked;
}
