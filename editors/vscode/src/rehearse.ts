/** Tries a template with a table that the user chooses, and saves the rows with problems. */

import * as vscode from "vscode";
import type { Connection } from "./client";
import type { PreviewPanel } from "./preview/panel";
import type { Rehearsal, Target } from "./protocol";
import { done } from "./ticks";

/** Shows in the panel what sending the template to every row of a table would do, or why that cannot be told. */
export async function rehearse(connection: Connection, panel: PreviewPanel, target: Target): Promise<void> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("A table of recipients, one row each"),
      openLabel: vscode.l10n.t("Rehearse"),
      filters: { [vscode.l10n.t("Tables")]: ["csv", "tsv", "jsonl", "xlsx", "parquet"] },
    })) ?? [];
  if (file === undefined) {
    return;
  }
  const table = file.fsPath;
  const rehearsal = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: vscode.l10n.t("Rehearsing against {0}", file.path.split("/").pop() ?? ""), cancellable: true },
    (_, token) =>
      connection.demand<Rehearsal>("smslint.rehearse", { ...target, table }, token, (reason) => panel.showRehearsal(target, { table, reason })),
  );
  if (rehearsal) {
    await panel.showRehearsal(target, rehearsal);
    done("rehearsed");
  }
}

/** Rehearses once more, and saves the rows with problems where the user wants them. */
export async function saveRows(connection: Connection, panel: PreviewPanel, target: Target, table: string): Promise<void> {
  const title = vscode.l10n.t("Save the rows with problems");
  const beside = vscode.Uri.file(table);
  const name = (beside.path.split("/").pop() ?? "").replace(/\.[^.]*$/, "");
  const file = await vscode.window.showSaveDialog({
    title,
    defaultUri: vscode.Uri.joinPath(beside, "..", vscode.l10n.t("{0}-problems.csv", name)),
    filters: { [vscode.l10n.t("Tables")]: ["csv", "jsonl", "parquet"] },
  });
  if (file === undefined) {
    return;
  }
  const output = file.fsPath;
  const rehearsal = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (_, token) =>
    connection.demand<Rehearsal>("smslint.rehearse", { ...target, table, output }, token),
  );
  if (rehearsal) {
    await panel.showRehearsal(target, rehearsal);
    const told = vscode.l10n.t("Rows saved in {0}: {1}", file.path.split("/").pop() ?? "", rehearsal.written);
    void vscode.window.showInformationMessage(told);
  }
}
