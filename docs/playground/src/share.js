// Templates in the fragment of the address: JSON, deflated, in base64url. Links are a stranger's: their size is bounded.

const MOST = 1 << 16; // characters of JSON

export async function encode(state) {
  const stream = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let text = "";
  for (const each of bytes) text += String.fromCharCode(each);
  return `t=${btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")}`;
}

/** The state that a fragment holds; null if it holds none. Throws if what it holds is none. */
export async function decode(fragment) {
  const found = /^#?t=([\w-]+)$/.exec(fragment);
  if (!found) return null;
  const bytes = Uint8Array.from(atob(found[1].replaceAll("-", "+").replaceAll("_", "/")), (each) => each.charCodeAt(0));
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"))
    .pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    if (text.length > MOST) throw new RangeError("too long");
  }
  const state = JSON.parse(text);
  if (!isObject(state) || !isObject(state.template)) throw new TypeError("not a template");
  return { template: state.template, whole: state.whole === true };
}

export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
