// Makes the page of what build.py collected, one file that loads nothing, or the server, a script and its files:
// node build.mjs FOLDER page|server TARGET.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const here = import.meta.dirname, [, , build, made, target] = process.argv, folder = join(build, made);
const packages = join(build, "npm", "node_modules"), pyodideFolder = join(packages, "pyodide");
const project = join(here, "..", ".."), bundled = new Set();
const esbuild = createRequire(join(packages, "_"))("esbuild");
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")));

/** The files of a folder, but for sources. */
function filesOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && !each.name.endsWith(".py"))
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1)).sort();
}

/** Compiles the modules, and those of the standard library, with the Python that will run them: to compile all that is
 * imported would double the time that the page needs. */
async function compile() {
  const python = await loadPyodide({ indexURL: pyodideFolder });
  python.FS.mkdirTree("/build");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: build }, "/build");
  python.runPython(`
import compileall, pathlib, py_compile, zipfile

def compiled(folder):
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    assert compileall.compile_dir(folder, quiet=1, legacy=True, stripdir=folder, invalidation_mode=mode)

compiled("/build/${made}/python")
zipfile.ZipFile("/build/npm/node_modules/pyodide/python_stdlib.zip").extractall("/library")
compiled("/library")
with zipfile.ZipFile("/build/${made}/library.zip", "w") as packed:
    for path in sorted(pathlib.Path("/library").rglob("*")):
        if path.is_file() and path.suffix != ".py":
            packed.write(path, path.relative_to("/library"))
`);
}

/** The modules and the data beside them: a line of JSON with their names and sizes, then their bytes. */
function archive() {
  const names = filesOf(join(folder, "python")), files = names.map((name) => readFileSync(join(folder, "python", name)));
  return Buffer.concat([Buffer.from(`${JSON.stringify(names.map((name, at) => [name, files[at].length]))}\n`), ...files]);
}

/** A script in one piece, which runs in a function: nothing in it is imported. */
async function bundle(entry) {
  const made = await esbuild.build({
    absWorkingDir: build, metafile: true,
    entryPoints: [join(here, "src", entry)], bundle: true, write: false, minify: true, format: "iife", target: "es2022",
    nodePaths: [packages], external: ["node:*", "ws"], legalComments: "none", charset: "utf8",
    define: { "import.meta.url": '"https://page.invalid/"' }, logLevel: "warning",
  });
  for (const input of Object.keys(made.metafile.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found) bundled.add(found[1]);
  }
  return made.outputFiles[0].contents;
}

/** The licences of all that is in it. */
function licences() {
  const texts = readdirSync(join(project, "LICENSES")).sort().map((name) => ["smslint", join(project, "LICENSES", name)]);
  const of = [["smslint", join(project, "LICENSE")], ...texts, ["Python", join(here, "Python-LICENSE.txt")]];
  const python = join(folder, "licences");
  of.push(...readdirSync(python).sort().map((name) => [name, join(python, name)]));
  for (const name of [...bundled].sort()) {
    const { version, license } = JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8"));
    const file = join(packages, name, "LICENSE");
    of.push([`${name} ${version} (${license})`, existsSync(file) ? file : join(project, "LICENSES", `${license}.txt`)]);
  }
  return of.map(([title, file]) => `==== ${title}\n\n${readFileSync(file, "utf8").trim()}\n`).join("\n");
}

/** The page, with all parts in it as text. */
async function page() {
  const parts = { worker: await bundle("worker.js"), ...files() };
  const data = Object.entries(parts).map(([name, bytes]) => {
    const packed = gzipSync(bytes, { level: 9 }).toString("base64");
    console.log(`${name}: ${bytes.length} → ${packed.length}`);
    return `<script type="text/plain" data-file="${name}">${packed}</script>`;
  }).join("\n");
  const script = Buffer.from(await bundle("page.js")).toString("utf8").replaceAll("</script", "<\\/script");
  const style = readFileSync(join(here, "page.css"), "utf8");
  const digest = createHash("sha256").update(script).digest("base64");
  const escaped = licences().replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const values = { data, script, style, script_hash: `'sha256-${digest}'`, nonce: digest.slice(0, 16), licences: escaped };
  const text = readFileSync(join(here, "page.html"), "utf8").replace(/\$([a-z_]+)/g, (_, name) => values[name]);
  writeFileSync(join(target, "index.html"), text);
}

/** What Python is made of, by the names under which `python.js` asks for it. */
function files() {
  const { info } = JSON.parse(readFileSync(join(pyodideFolder, "pyodide-lock.json"), "utf8"));
  return {
    "lock": Buffer.from(JSON.stringify({ info, packages: {} })),
    "modules": archive(),
    "python_stdlib.zip": readFileSync(join(folder, "library.zip")),
    "pyodide.asm.wasm": readFileSync(join(pyodideFolder, "pyodide.asm.wasm")),
  };
}

await compile();
if (made === "page") {
  await page();
} else {
  const parts = { "server.js": await bundle("server.js"), ...files(), "licences.txt": licences() };
  for (const [name, bytes] of Object.entries(parts)) writeFileSync(join(target, name), bytes);
}
