import { formatAddress, isLinkLocal, isLoopback, isWildcard, parseAddress } from '../sockets/address';
import type { Endpoint } from '../sockets/socketRow';

/** Runs of characters that may be an address: what looks like IPv6, perhaps with a dotted tail and a zone, and dotted decimal. */
const sixLike = /[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*(?:%[^\s\])/]+)?/gi;
const fourLike = /\d{1,3}(?:\.\d{1,3}){3}/g;

/**
 * Names addresses by letters, A, B and so on in the order in which they are met: the same address has the same letter
 * throughout, however it is spelled. Loopback and wildcard addresses say nothing about a network and stay as they are.
 */
export class Letters {
  private readonly letters = new Map<string, string>();

  /** What stands in the place of an address. */
  of(address: string): string {
    const identity = identityOf(address);
    if (identity === undefined) {
      return withoutZone(address);
    }
    const known = this.letters.get(identity);
    if (known !== undefined) {
      return known;
    }
    const letter = letterAt(this.letters.size);
    this.letters.set(identity, letter);
    return letter;
  }

  /** The port stays. */
  endpoint({ address, port }: Endpoint): Endpoint {
    return { address: this.of(address), port };
  }

  /** A text that others made, such as a process name, with every address in it replaced. */
  text(text: string): string {
    // A part of an address, as in a name that was cut off, belongs to no letter; it may not stay either.
    const replace = (found: string) => (parseAddress(found) === undefined ? '…' : this.of(found));
    return text.replace(sixLike, replace).replace(fourLike, replace);
  }
}

/** Undefined for what stays as it is. */
function identityOf(address: string): string | undefined {
  const parsed = parseAddress(address);
  if (parsed === undefined) {
    return `text ${address}`;
  }
  const words = Uint32Array.from(parsed);
  if (isLoopback(words, 0) || isWildcard(words, 0)) {
    return undefined;
  }
  // A link-local address means another host behind another interface; elsewhere the zone adds nothing.
  const zone = isLinkLocal(words, 0) ? /%.*$/.exec(address)?.[0] : undefined;
  return formatAddress(words, 0) + (zone ?? '');
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}

/** A to Z, AA, AB and so on. */
function letterAt(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : letterAt(Math.floor(index / 26) - 1) + letter;
}
