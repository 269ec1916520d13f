/** What the panel says, in the language of the server's messages; `{0}` and `{1}` are filled in where it is shown. */

import chinese from "../../l10n/bundle.l10n.zh-cn.json";
import { language } from "../settings";

/** The page's sentences by name. */
export type Words = Readonly<Record<
  | "title"
  | "titleOf"
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
  | "suggestion"
  | "failure"
  | "save"
  | "billing"
  | "segmentRows"
  | "unchanging"
  | "nothing",
  string
>>;

/** Stands for VS Code's own `l10n`, which knows VS Code's language alone. */
const l10n = {
  t: (text: keyof typeof chinese): string => (language().startsWith("zh") ? chinese[text] : text),
};

export function words(): Words {
  return {
    title: l10n.t("Preview"),
    titleOf: l10n.t("Preview: {0}"),
    shortest: l10n.t("Shortest"),
    typical: l10n.t("Typical"),
    longest: l10n.t("Longest"),
    values: l10n.t("Values"),
    message: l10n.t("{0} message"),
    characters: l10n.t("{0} characters"),
    oneSegment: l10n.t("1 billed segment"),
    segments: l10n.t("{0} billed segments"),
    cost: l10n.t("{0} per message"),
    part: l10n.t("Part {0}"),
    template: l10n.t("Template"),
    unnamed: l10n.t("Template {0}"),
    variables: l10n.t("Variables"),
    variable: l10n.t("Variable"),
    attribute: l10n.t("Attribute"),
    length: l10n.t("Length"),
    undeclared: l10n.t("not declared"),
    rehearse: l10n.t("Rehearse against a table…"),
    rehearsal: l10n.t("Rehearsal"),
    rows: l10n.t("{0} rows; {1} would fail"),
    noneFails: l10n.t("All {0} rows can be sent."),
    affected: l10n.t("rows: {0}"),
    first: l10n.t("the first {0} are shown"),
    row: l10n.t("Row"),
    value: l10n.t("Value"),
    suggestion: l10n.t("Probably meant"),
    failure: l10n.t("The rehearsal was not possible."),
    save: l10n.t("Save the rows with problems…"),
    billing: l10n.t("Billed segments per message: {0}"),
    segmentRows: l10n.t("{0} (rows: {1})"),
    unchanging: l10n.t("Same in every row; could be fixed text: {0}"),
    nothing: l10n.t("No template to preview here."),
  };
}

