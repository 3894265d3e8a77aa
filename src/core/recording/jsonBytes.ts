/** JSON in ASCII: what is beyond is escaped, so that bytes and characters are the same. */
export function jsonToBytes(value: unknown): Uint8Array {
  const text = JSON.stringify(value).replace(
    /[^ -~]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return Uint8Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
}

/** Longer pieces would be more arguments than a call may have. */
const pieceBytes = 8_192;

/** Undefined for what is not JSON. */
export function bytesToJson(bytes: Uint8Array): unknown {
  let text = '';
  for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
    text += String.fromCharCode(...bytes.subarray(offset, offset + pieceBytes));
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
