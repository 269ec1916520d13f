/** The editor's settings as the server takes them: the same keys as `smslint.toml`, those that the user has set. */

import * as vscode from "vscode";

/** Settings of the extension itself, which the server does not know. */
const OWN = new Set(["path", "trace", "lensesInTables"]);

/** What the server is told: the settings that it applies where no settings file does, and what it shows in which language. */
export function configuration(scope?: vscode.Uri): Record<string, unknown> {
  return { settings: editorSettings(scope), language: language(), lensesInTables: lensesInTables() };
}

/** The language of the server's messages and of the panel: the user's choice, else VS Code's. */
export function language(): string {
  return vscode.workspace.getConfiguration("smslint").get<string | null>("language") ?? vscode.env.language;
}

function lensesInTables(): boolean {
  return vscode.workspace.getConfiguration("smslint").get<boolean>("lensesInTables", true);
}

/** What the user has set, for a folder or for all; the server applies it only where no settings file governs a document. */
function editorSettings(scope?: vscode.Uri): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration("smslint", scope);
  const settings: Record<string, unknown> = {};
  for (const key of Object.keys(configuration)) {
    const found = configuration.inspect(key);
    const value: unknown = found?.workspaceFolderValue ?? found?.workspaceValue ?? found?.globalValue;
    if (!OWN.has(key) && value !== undefined) {
      settings[kebab(key)] = value;
    }
  }
  return settings;
}

function kebab(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
