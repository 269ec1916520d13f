// The checker, in a worker of its own. The page sends the files that it is made of, then questions.

import "./classic.js";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide/pyodide.mjs";
import { unpacked } from "./packed.js";

const MODULES = "/lib/checker";
let answer;

/** What Pyodide would fetch: it gets what the page holds. Nothing else can be reached. */
function serve(files) {
  self.fetch = async (address) => {
    const name = String(address.url ?? address).split("/").pop();
    if (!(name in files)) throw new TypeError(`nothing to fetch: ${name}`);
    return new Response(unpacked(files[name]), { headers: { "Content-Type": "application/wasm" } });
  };
}

/** Writes the files of an archive: a line of JSON with their names and sizes, then their bytes. */
function extract(bytes, FS) {
  const end = bytes.indexOf(10);
  let at = end + 1;
  for (const [name, size] of JSON.parse(new TextDecoder().decode(bytes.subarray(0, end)))) {
    const path = `${MODULES}/${name}`;
    FS.mkdirTree(path.slice(0, path.lastIndexOf("/")));
    FS.writeFile(path, bytes.subarray(at, at + size));
    at += size;
  }
}

async function start(files) {
  serve(files);
  const archive = new Response(unpacked(files["checker"])).arrayBuffer();
  const pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: "https://page.invalid/", // nothing is asked there: see `serve`
    lockFileContents: JSON.parse(files["lock"]),
  });
  extract(new Uint8Array(await archive), pyodide.FS);
  pyodide.pyimport("sys").path.insert(0, MODULES);
  answer = pyodide.pyimport("checker").answer;
}

self.onmessage = async ({ data: { id, files, question } }) => {
  try {
    if (files) await start(files);
    const began = performance.now();
    const found = answer(JSON.stringify(question));
    self.postMessage({ id, answer: found, took: performance.now() - began });
  } catch (error) {
    self.postMessage({ id, error: String(error?.message ?? error) });
  }
};
