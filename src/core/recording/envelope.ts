/** The first bytes of every file, readable with `head -c 12`. */
const magic = 'SOCKETSCOPE\n';

/** The version that this code writes, and the newest that it reads. See FORMAT.md. */
const formatVersion = 1;

/** Magic 12, version 2, zeros 2, length of the body 4, length of the compressed body 4. */
export const envelopeBytes = 24;
/** More than any recording: a file that claims to be larger is not believed. */
export const mostBodyBytes = 256 * 1_024 * 1_024;

/** What stands before the compressed body. */
export function makeEnvelope(bodyBytes: number, compressedBytes: number): Uint8Array {
  const bytes = new Uint8Array(envelopeBytes);
  bytes.set(Array.from(magic, character => character.charCodeAt(0)));
  const view = new DataView(bytes.buffer);
  view.setUint16(12, formatVersion, true);
  view.setUint32(16, bodyBytes, true);
  view.setUint32(20, compressedBytes, true);
  return bytes;
}

export type Envelope =
  { readonly ok: true; readonly bodyBytes: number } | { readonly ok: false; readonly problem: EnvelopeProblem };
export type EnvelopeProblem = 'foreign' | 'damaged' | 'too-new';

/**
 * What a file is, before anything of it is decompressed.
 * @param start its first bytes: `envelopeBytes` of them when it has so many
 * @param fileBytes how long it is in all
 */
export function readEnvelope(start: Uint8Array, fileBytes: number): Envelope {
  const known = Math.min(start.length, magic.length);
  const isOurs = known > 0 && magic.startsWith(String.fromCharCode(...start.subarray(0, known)));
  if (!isOurs) {
    return { ok: false, problem: 'foreign' };
  }
  if (start.length < envelopeBytes) {
    return { ok: false, problem: 'damaged' };
  }
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  const version = view.getUint16(12, true);
  if (version > formatVersion) {
    return { ok: false, problem: 'too-new' };
  }
  const bodyBytes = view.getUint32(16, true);
  const isWhole = view.getUint32(20, true) === fileBytes - envelopeBytes;
  return version > 0 && isWhole && bodyBytes <= mostBodyBytes
    ? { ok: true, bodyBytes }
    : { ok: false, problem: 'damaged' };
}
