// Python in a worker, of files that the worker was sent.

import "./classic.js";
import createPyodideModule from "pyodide/pyodide.asm.mjs";
import { loadPyodide } from "pyodide/pyodide.mjs";

const MODULES = "/lib/modules";

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

/** Starts Python with the modules; `files` are what `fetch` would answer. Nothing else can be reached. */
export async function startPython(files) {
  self.fetch = async (address) => {
    const name = String(address.url ?? address).split("/").pop();
    if (!(name in files)) throw new TypeError(`nothing to fetch: ${name}`);
    return new Response(files[name](), { headers: { "Content-Type": "application/wasm" } });
  };
  const archive = new Response(files["modules"]()).arrayBuffer();
  const pyodide = await loadPyodide({
    createPyodideModule,
    indexURL: "https://page.invalid/", // nothing is asked there
    lockFileContents: await new Response(files["lock"]()).json(),
  });
  extract(new Uint8Array(await archive), pyodide.FS);
  pyodide.pyimport("sys").path.insert(0, MODULES);
  return pyodide;
}
