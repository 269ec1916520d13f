// What the page holds as text: bytes, compressed, in base64.

export function bytesOf(base64) {
  return Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));
}

/** The bytes of a part of the page, as a stream. */
export const unpacked = (base64) => new Blob([bytesOf(base64)]).stream().pipeThrough(new DecompressionStream("gzip"));
