// Runs all cases, or those whose name holds the first argument; ends with 1 when one fails.

import { cases, closeShared } from "./cases.mjs";
import { hostCases } from "./host.mjs";
import { closeBrowser } from "./workbench.mjs";

const word = process.argv[2] ?? "";
let run = 0;
let failed = 0;

function tell(name, why, seconds) {
  run += 1;
  failed += why ? 1 : 0;
  console.log(`${why ? "FAILED" : "ok    "}  ${name} (${seconds.toFixed(1)} s)${why ? `\n${why}` : ""}`);
}

for (const { name, why, seconds } of await hostCases(word)) {
  tell(name, why, seconds);
}
for (const [name, each] of Object.entries(cases)) {
  if (name.includes(word)) {
    const before = Date.now();
    const why = await each(name).then(() => null, (error) => String(error.stack ?? error));
    tell(name, why, (Date.now() - before) / 1000);
  }
}
await closeShared();
await closeBrowser();
console.log(`${run} cases in VS Code, ${failed} failed`);
process.exit(failed === 0 && run > 0 ? 0 : 1);
