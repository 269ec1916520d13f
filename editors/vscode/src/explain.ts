/** What an error, a receipt or the reason of a review means, and where in the open template it comes from. */

import * as vscode from "vscode";
import type { Connection } from "./client";
import type { Explanation, Place, Target } from "./protocol";
import { holdsTemplates } from "./selector";

/** An answer to choose, or a place that it may be about; none is a heading. */
interface Choice extends vscode.QuickPickItem {
  readonly id?: string;
  readonly place?: Place;
}

/** Asks for a text, and shows the page about it. With the cursor in a template, the likely places can be chosen, too. */
export async function explainAnswer(connection: Connection): Promise<void> {
  const active = vscode.window.activeTextEditor;
  const editor = holdsTemplates(active?.document) ? active : undefined;
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("What did the vendor answer?"),
    prompt: vscode.l10n.t("An error code, a receipt, or the reason why a template was rejected."),
  });
  if (text === undefined || text.trim() === "") {
    return;
  }
  const found = await connection.demand<Explanation>("smslint.explain", { text, ...(editor && targetIn(editor)) });
  if (!found) {
    return;
  }
  const choices = found.answers.flatMap(choicesOf);
  const [first] = choices;
  if (first === undefined) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Nothing is known about this answer."));
    return;
  }
  const isCertain = choices.length === 1 && found.answers[0]?.certainty !== "perhaps";
  const chosen = isCertain ? first : await vscode.window.showQuickPick(choices, { title: vscode.l10n.t("Is one of these meant?") });
  if (chosen?.id === undefined) {
    return;
  }
  await connection.demand("smslint.showAnswer", { answer: chosen.id });
  if (chosen.place !== undefined && editor !== undefined) {
    const { start, end } = chosen.place.range;
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    const column = editor.viewColumn ?? vscode.ViewColumn.One;
    await vscode.window.showTextDocument(editor.document, { viewColumn: column, selection });
  }
}

function targetIn({ document, selection }: vscode.TextEditor): Target {
  const { line, character } = selection.active;
  return { uri: document.uri.toString(), position: { line, character } };
}

function choicesOf({ id, title, places }: Explanation["answers"][number]): Choice[] {
  const found = places.map((place) => ({
    id,
    place,
    label: `$(arrow-small-right) ${vscode.l10n.t("Line {0}: {1}", place.range.start.line + 1, place.title)}`,
    detail: place.message,
  }));
  const heading = { label: vscode.l10n.t("The likely place"), kind: vscode.QuickPickItemKind.Separator };
  return [{ id, label: title, description: id }, ...(found.length === 0 ? [] : [heading, ...found])];
}
