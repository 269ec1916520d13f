/** What the page says, in the editor's language; `{0}` and `{1}` are filled in by the page. */

import * as vscode from "vscode";

/** The page's sentences by name. */
export type Words = Readonly<Record<
  | "shortest"
  | "typical"
  | "longest"
  | "values"
  | "message"
  | "characters"
  | "oneSegment"
  | "segments"
  | "cost"
  | "part"
  | "template"
  | "unnamed"
  | "variables"
  | "variable"
  | "attribute"
  | "length"
  | "undeclared"
  | "rehearse"
  | "rehearsal"
  | "rows"
  | "noneFails"
  | "affected"
  | "first"
  | "row"
  | "value"
  | "billing"
  | "segmentRows"
  | "unchanging"
  | "nothing",
  string
>>;

export function words(): Words {
  return {
    shortest: vscode.l10n.t("Shortest"),
    typical: vscode.l10n.t("Typical"),
    longest: vscode.l10n.t("Longest"),
    values: vscode.l10n.t("Values"),
    message: vscode.l10n.t("{0} message"),
    characters: vscode.l10n.t("{0} characters"),
    oneSegment: vscode.l10n.t("1 billed segment"),
    segments: vscode.l10n.t("{0} billed segments"),
    cost: vscode.l10n.t("{0} per message"),
    part: vscode.l10n.t("Part {0}"),
    template: vscode.l10n.t("Template"),
    unnamed: vscode.l10n.t("Template {0}"),
    variables: vscode.l10n.t("Variables"),
    variable: vscode.l10n.t("Variable"),
    attribute: vscode.l10n.t("Attribute"),
    length: vscode.l10n.t("Length"),
    undeclared: vscode.l10n.t("not declared"),
    rehearse: vscode.l10n.t("Rehearse against a table…"),
    rehearsal: vscode.l10n.t("Rehearsal"),
    rows: vscode.l10n.t("{0} rows; {1} would fail"),
    noneFails: vscode.l10n.t("All {0} rows can be sent."),
    affected: vscode.l10n.t("rows: {0}"),
    first: vscode.l10n.t("the first {0} are shown"),
    row: vscode.l10n.t("Row"),
    value: vscode.l10n.t("Value"),
    billing: vscode.l10n.t("Billed segments per message: {0}"),
    segmentRows: vscode.l10n.t("{0} (rows: {1})"),
    unchanging: vscode.l10n.t("Same in every row; could be fixed text: {0}"),
    nothing: vscode.l10n.t("No template to preview here."),
  };
}

