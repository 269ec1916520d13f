// The cases that run inside the extension host.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderOf, open, until } from "./workbench.mjs";

const TESTS = join(dirname(fileURLToPath(import.meta.url)), "host", "index.js");
const LONGEST = Number(process.env.LONGEST ?? 180_000);

/** Their results: name, why it failed or null, seconds. */
export async function hostCases(word) {
  const folder = folderOf({ "wanted.json": JSON.stringify({ word }) });
  const workbench = await open(folder, { tests: TESTS });
  const read = (name) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), "utf8") : "");
  try {
    const text = await until(() => read("results.json"), "the extension host's results", () => `${read("progress.json")}\n${workbench.log()}`, LONGEST);
    const results = JSON.parse(text);
    if (results.some(({ why }) => why)) {
      console.log(workbench.log());
    }
    return results;
  } finally {
    await workbench.close();
  }
}
