/** The commands of the palette and the menus. */

import * as vscode from "vscode";
import type { AccountTexts } from "./account";
import type { Connection } from "./client";
import { explainAnswer } from "./explain";
import type { PreviewPanel } from "./preview/panel";
import type { Payload, SettingsInForce, Target } from "./protocol";
import { rehearse } from "./rehearse";
import { holdsTemplates } from "./selector";
import type { Keeper } from "./start";
import { typeName } from "./statusBar";
import { done } from "./ticks";

const TYPES = ["verification", "notification", "promotional", "international", "digital"];

/** Commands start the server where no template has been opened yet. */
export function registerCommands(connection: Connection, panel: PreviewPanel, account: AccountTexts, keeper: Keeper): vscode.Disposable {
  const commands: Record<string, (target?: Target) => Promise<void>> = {
    "smslint.showPreview": async (target) => withTarget(target, (found) => panel.show(found)),
    "smslint.copyRequest": async (target) => withTarget(target, (found) => copyRequest(connection, found)),
    "smslint.compareAccount": async (target) => withTarget(target, (found) => account.show(found)),
    "smslint.rehearseTable": async (target) => (keeper.inBrowser ? tellAbsent() : withTarget(target, (found) => rehearse(connection, panel, found))),
    "smslint.fixFile": async () => withTarget(undefined, (found) => fixFile(connection, found)),
    "smslint.showSettings": async () => withTarget(undefined, (found) => showSettings(connection, found)),
    "smslint.new": async () => newTemplate(connection),
    "smslint.explainAnswer": async () => explainAnswer(connection),
  };
  return vscode.Disposable.from(
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(name, async (given?: unknown) => {
        await keeper.wake();
        await run(targetOf(given));
      }),
    ),
  );
}

/** A code lens and the panel give a target; a menu gives an address, the palette nothing. */
function targetOf(given: unknown): Target | undefined {
  return typeof given === "object" && given !== null && "uri" in given && typeof given.uri === "string" ? (given as Target) : undefined;
}

async function withTarget(given: Target | undefined, run: (target: Target) => Promise<void>): Promise<void> {
  if (given !== undefined) {
    await run(given);
    return;
  }
  let editor = vscode.window.activeTextEditor;
  if (!holdsTemplates(editor?.document)) {
    // A page such as the walkthrough is in front.
    const open = vscode.workspace.textDocuments.filter(holdsTemplates).pop();
    editor = open === undefined ? undefined : await vscode.window.showTextDocument(open);
  }
  if (editor !== undefined) {
    const { line, character } = editor.selection.active;
    await run({ uri: editor.document.uri.toString(), position: { line, character } });
  } else {
    void vscode.window.showInformationMessage(vscode.l10n.t("Open a file with SMS templates first."));
  }
}

async function copyRequest(connection: Connection, target: Target): Promise<void> {
  const payload = await connection.demand<Payload>("smslint.payload", target);
  if (!payload) {
    return;
  }
  const [first] = payload.problems;
  if (first !== undefined) {
    const anyway = vscode.l10n.t("Copy Anyway");
    const chosen = await vscode.window.showWarningMessage(vscode.l10n.t("This template would be rejected: {0}", first), anyway);
    if (chosen !== anyway) {
      return;
    }
  }
  await vscode.env.clipboard.writeText(JSON.stringify(payload.body, null, 2));
  vscode.window.setStatusBarMessage(vscode.l10n.t("The {0} request is on the clipboard.", payload.request), 4000);
}

async function tellAbsent(): Promise<void> {
  await vscode.window.showInformationMessage(vscode.l10n.t("Rehearsals read a table from the disk, so they are not available in a browser."));
}

async function fixFile(connection: Connection, target: Target): Promise<void> {
  const outcome = await connection.demand<{ applied: number }>("smslint.fixAll", { uri: target.uri });
  if (outcome) {
    const told = outcome.applied === 0 ? vscode.l10n.t("There is nothing to fix safely.") : vscode.l10n.t("Fixed {0} problems.", outcome.applied);
    vscode.window.setStatusBarMessage(told, 4000);
  }
}

async function showSettings(connection: Connection, target: Target): Promise<void> {
  const found = await connection.demand<SettingsInForce>("smslint.settings", { uri: target.uri });
  if (!found) {
    return;
  }
  const placeHolder =
    found.file === null
      ? vscode.l10n.t("No smslint.toml applies to this file; the editor settings are used.")
      : vscode.l10n.t("{0} applies to this file; the editor settings are not used.", found.file);
  const picked = await vscode.window.showQuickPick(
    found.settings.map(({ key, value, origin }) => ({ label: key, description: JSON.stringify(value), detail: origin })),
    { placeHolder, matchOnDescription: true, matchOnDetail: true },
  );
  if (picked !== undefined && found.file !== null) {
    await vscode.window.showTextDocument(vscode.Uri.file(found.file));
  } else if (picked !== undefined) {
    await vscode.commands.executeCommand("workbench.action.openSettings", "@ext:smslint.smslint");
  }
}

async function newTemplate(connection: Connection): Promise<void> {
  const type = await vscode.window.showQuickPick(
    TYPES.map((each) => ({ label: typeName(each), description: each })),
    { title: vscode.l10n.t("What type of template?") },
  );
  if (type === undefined) {
    return;
  }
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t("What is the template's name?"),
    prompt: vscode.l10n.t("At most 30 characters; recipients do not see it."),
  });
  if (name === undefined) {
    return;
  }
  const made = await connection.demand<{ text: string }>("smslint.newTemplate", { name, type: type.description });
  if (made) {
    const document = await vscode.workspace.openTextDocument({ language: "smstemplate", content: made.text });
    await vscode.window.showTextDocument(document);
    done("wrote");
  }
}
