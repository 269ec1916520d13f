/** Whether source code is to be checked: only where the settings want it read, so that other projects start no server. */

import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as vscode from "vscode";
import { holdsTemplates } from "./selector";

const LANGUAGES = new Set([
  "java", "kotlin", "php", "javascript", "javascriptreact", "typescript", "typescriptreact", "python", "go", "csharp", "sql", "yaml",
  "properties", "java-properties", "spring-boot-properties", "spring-boot-properties-yaml", "dotenv", "markdown",
]);
const LARGEST = 1 << 20;

/** Whether a document holds templates, or may be source code that the settings want read; the server decides in the end. */
export async function mayConcern(document: vscode.TextDocument): Promise<boolean> {
  return holdsTemplates(document) || (await mayReadCode(document));
}

async function mayReadCode(document: vscode.TextDocument): Promise<boolean> {
  if (document.uri.scheme !== "file" || !LANGUAGES.has(document.languageId)) {
    return false;
  }
  for (let folder = dirname(document.uri.fsPath), below = ""; folder !== below; below = folder, folder = dirname(folder)) {
    const settings = await read(join(folder, "smslint.toml"));
    if (settings !== undefined) {
      return mentionsCode(settings, "");
    }
    const project = await read(join(folder, "pyproject.toml"));
    if (project?.includes("[tool.smslint") === true) {
      return mentionsCode(project, "tool.smslint.");
    }
  }
  const wanted: unknown = vscode.workspace.getConfiguration("smslint").get("code");
  return wanted === true || (typeof wanted === "object" && wanted !== null && (wanted as { check?: unknown }).check !== false);
}

async function read(path: string): Promise<string | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  return text !== undefined && text.length <= LARGEST ? text : undefined;
}

/** Whether settings turn the reading of code on, or extend others that may. */
function mentionsCode(text: string, prefix: string): boolean {
  let section = "";
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[{1,2}\s*([\w.-]+)\s*\]/.exec(line);
    section = header?.[1] ?? section;
    const key = header ? `${section}.` : `${section === "" ? "" : `${section}.`}${line.trim()}`;
    if (key.startsWith(prefix) && /^(?:code\s*[.={]|code\.|extend\s*=)/.test(key.slice(prefix.length)) && !/^code\s*=\s*false/.test(key.slice(prefix.length))) {
      return true;
    }
  }
  return false;
}
