/** Which documents hold templates. */

import * as vscode from "vscode";

const LANGUAGE = "smstemplate";
const NAMES = /\.sms\.(?:ya?ml|jsonl?|ndjson|[ct]sv)$/i;
// Only what is being written: the old side of a comparison would show every problem twice. Folders may be anywhere.
const FOLDERS = vscode.workspace.workspaceFolders ?? [];
const SCHEMES = [...new Set(["file", "untitled", "vscode-remote", "vscode-vfs", ...FOLDERS.map(({ uri }) => uri.scheme)])];

/** The documents that the server is asked about. */
export const SELECTOR = SCHEMES.flatMap((scheme) => [
  { scheme, language: LANGUAGE },
  { scheme, pattern: "**/*.sms.{yaml,yml,json,jsonl,ndjson,csv,tsv}" },
  { scheme, pattern: "**/smslint.toml" },
]);

/** Whether a document holds templates. */
export function holdsTemplates(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return (
    document !== undefined &&
    SCHEMES.includes(document.uri.scheme) &&
    (document.languageId === LANGUAGE || NAMES.test(document.uri.path))
  );
}
