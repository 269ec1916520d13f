/** Looks programs up on PATH. */

import { accessSync, constants, statSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";

/** The absolute path of a program, undefined where PATH has none; relative entries of PATH are passed over. */
export function onPath(name: string): string | undefined {
  const endings = process.platform === "win32" ? (process.env["PATHEXT"] ?? ".EXE;.CMD;.BAT").split(";") : [""];
  for (const folder of (process.env["PATH"] ?? "").split(delimiter)) {
    if (!isAbsolute(folder)) {
      continue;
    }
    for (const ending of endings) {
      const path = join(folder, name + ending);
      if (runs(path)) {
        return path;
      }
    }
  }
  return undefined;
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
