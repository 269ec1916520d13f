// The checker, in a worker of its own. The page sends the files that it is made of, then questions.

import { unpacked } from "./packed.js";
import { startPython } from "./python.js";

let answer;

async function start(files) {
  const streams = Object.entries(files).map(([name, base64]) => [name, () => unpacked(base64)]);
  answer = (await startPython(Object.fromEntries(streams))).pyimport("checker").answer;
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
