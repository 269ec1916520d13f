// The language server, in a worker. The extension of VS Code sends the files that it is made of, then messages.

import { startPython } from "./python.js";

let serving;

async function start(files) {
  const streams = Object.entries(files).map(([name, bytes]) => [name, () => bytes]);
  const python = await startPython(Object.fromEntries(streams));
  const take = python.pyimport("smslint.lsp.browser").serve_messages((text) => self.postMessage(JSON.parse(text)));
  return (message) => {
    // The pages of rules are files that nobody else can read.
    if (message.method === "smslint/page") self.postMessage({ jsonrpc: "2.0", id: message.id, result: page(python.FS, message.params.path) });
    else take(JSON.stringify(message));
  };
}

function page(FS, path) {
  return FS.analyzePath(path).exists ? FS.readFile(path, { encoding: "utf8" }) : null;
}

/** Has the page told of an error, as of any other one in a worker. */
function fail(error) {
  setTimeout(() => { throw error; });
}

self.onmessage = ({ data }) => {
  if (serving === undefined) serving = start(data);
  else serving.then((take) => take(data)).catch(fail);
};
