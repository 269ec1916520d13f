/** Which documents hold templates. */

import * as vscode from "vscode";

const LANGUAGE = "smstemplate";
const NAMES = /\.sms\.(?:ya?ml|jsonl?|[ct]sv)$/i;

/** The documents that the server is asked about. */
export const SELECTOR: { language?: string; pattern?: string }[] = [
  { language: LANGUAGE },
  { pattern: "**/*.sms.{yaml,yml,json,jsonl,csv,tsv}" },
];

/** Whether a document holds templates. */
export function holdsTemplates(document: vscode.TextDocument | undefined): document is vscode.TextDocument {
  return document !== undefined && (document.languageId === LANGUAGE || NAMES.test(document.uri.path));
}
