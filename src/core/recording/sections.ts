import { crc32 } from './crc32';

/** Name 4, length 4, CRC-32 4, zeros 4. */
const headBytes = 16;
/** Sections begin at multiples of this. */
const alignment = 8;

export type Sections = ReadonlyMap<string, Uint8Array>;

/** @param sections by names of four ASCII characters */
export function joinSections(sections: Sections): Uint8Array {
  let length = 0;
  for (const content of sections.values()) {
    length += headBytes + aligned(content.length);
  }
  const body = new Uint8Array(length);
  const view = new DataView(body.buffer);
  let offset = 0;
  for (const [name, content] of sections) {
    body.set(
      Array.from(name, character => character.charCodeAt(0)),
      offset,
    );
    view.setUint32(offset + 4, content.length, true);
    view.setUint32(offset + 8, crc32(content), true);
    body.set(content, offset + headBytes);
    offset += headBytes + aligned(content.length);
  }
  return body;
}

/** Undefined when a section ends too early, does not match its checksum, or comes twice. */
export function splitSections(body: Uint8Array): Sections | undefined {
  const sections = new Map<string, Uint8Array>();
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let offset = 0;
  while (offset < body.length) {
    if (body.length - offset < headBytes) {
      return undefined;
    }
    const name = String.fromCharCode(...body.subarray(offset, offset + 4));
    const length = view.getUint32(offset + 4, true);
    const begin = offset + headBytes;
    if (length > body.length - begin || sections.has(name)) {
      return undefined;
    }
    const content = body.subarray(begin, begin + length);
    if (crc32(content) !== view.getUint32(offset + 8, true)) {
      return undefined;
    }
    sections.set(name, content);
    offset = begin + aligned(length);
  }
  return offset === body.length ? sections : undefined;
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}
