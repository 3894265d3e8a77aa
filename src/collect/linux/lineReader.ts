import { swapToNetwork } from './byteOrder';

const space = 32;
const zero = 48;
const colon = 58;
const v4MappedWord = 0xffff;
/** Hexadecimal digits of a 32-bit word. */
const maximumDigits = 8;
const noDigit = 255;

/** The digit's value by character code; 255 for what is no hex digit. */
const hexDigit = Uint8Array.from({ length: 256 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code).toLowerCase());
  return digit === -1 ? noDigit : digit;
});

/**
 * Reads the fields of a line of /proc/net/tcp one after another, straight from the bytes: splitting 100,000 lines into
 * strings costs more than the kernel takes to print them. A field that is not what was asked for makes the line
 * `broken`, which the caller checks once, at the end.
 */
export class LineReader {
  broken = false;
  private at = 0;
  private stop = 0;

  constructor(private readonly bytes: Uint8Array) {}

  start(at: number, stop: number): void {
    this.at = at;
    this.stop = stop;
    this.broken = false;
  }

  /** A decimal number of 32 bits, after any spaces. */
  decimal(): number {
    this.skipSpaces();
    const start = this.at;
    let value = 0;
    for (; this.at < this.stop; this.at++) {
      const digit = this.bytes[this.at]! - zero;
      if (digit < 0 || digit > 9) {
        break;
      }
      value = value * 10 + digit;
    }
    this.broken ||= this.at === start || value > 0xffffffff;
    return value;
  }

  /** A hexadecimal number of at most 32 bits, after a colon or any spaces. */
  hex(): number {
    this.skipSeparator();
    const start = this.at;
    const value = this.hexDigits(maximumDigits);
    this.broken ||= this.at === start || this.isHexDigit();
    return value;
  }

  /**
   * An address after any spaces, into column[to, to + 4): one 32-bit word, stored v4-mapped, or four. A word is printed
   * as a number of this machine: on a little-endian one 127.0.0.1 is `0100007F`. Returns how many words there were.
   */
  address(column: Uint32Array, to: number): number {
    this.skipSeparator();
    let words = 0;
    while (words < 4 && this.isHexDigit()) {
      const start = this.at;
      column[to + words] = swapToNetwork(this.hexDigits(maximumDigits));
      this.broken ||= this.at - start !== maximumDigits;
      words += 1;
    }
    if (words === 1) {
      column[to + 3] = column[to]!;
      column[to + 2] = v4MappedWord;
      column[to + 1] = 0;
      column[to] = 0;
    }
    this.broken ||= (words !== 1 && words !== 4) || this.isHexDigit();
    return words;
  }

  private hexDigits(most: number): number {
    const end = Math.min(this.stop, this.at + most);
    let value = 0;
    while (this.at < end && hexDigit[this.bytes[this.at]!]! !== noDigit) {
      value = (value << 4) | hexDigit[this.bytes[this.at]!]!;
      this.at += 1;
    }
    return value >>> 0;
  }

  private isHexDigit(): boolean {
    return this.at < this.stop && hexDigit[this.bytes[this.at]!]! !== noDigit;
  }

  private skipSpaces(): void {
    while (this.at < this.stop && this.bytes[this.at] === space) {
      this.at += 1;
    }
  }

  private skipSeparator(): void {
    if (this.at < this.stop && this.bytes[this.at] === colon) {
      this.at += 1;
    }
    this.skipSpaces();
  }
}
