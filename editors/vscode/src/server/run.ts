/**
 * The only way to start programs. None of them runs code of the opened folder: Python looks for modules neither in its working
 * directory, which is the extension's storage, nor beside a script.
 */

import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { promisify } from "node:util";
import type * as vscode from "vscode";

const execute = promisify(execFile);

export interface Surroundings {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Arguments that make an interpreter run a module, but none of its working directory, and without the user's own packages. */
export function isolated(module: string, ...args: string[]): string[] {
  return ["-I", "-m", module, ...args];
}

/** Where and with which variables every program runs. */
export function surroundings(context: vscode.ExtensionContext): Surroundings {
  const cwd = context.globalStorageUri.fsPath;
  mkdirSync(cwd, { recursive: true });
  return { cwd, env: { ...process.env, PYTHONSAFEPATH: "1", PYTHONUTF8: "1" } };
}

/** Runs a program to its end. */
export async function run(
  context: vscode.ExtensionContext,
  command: string,
  args: readonly string[],
  options: { timeout?: number; signal?: AbortSignal },
): Promise<{ stdout: string; stderr: string }> {
  return execute(command, [...args], { ...surroundings(context), ...options, encoding: "utf8", windowsHide: true, maxBuffer: 8 << 20 });
}
