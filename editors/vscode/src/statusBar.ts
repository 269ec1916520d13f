/** The status bar: type, worst-case segments and problems of the template under the cursor. */

import * as vscode from "vscode";
import type { Connection } from "./client";
import type { Status } from "./protocol";
import { holdsTemplates } from "./selector";

const PAUSE = 60;

export class StatusBar {
  private readonly item = vscode.window.createStatusBarItem("smslint.status", vscode.StatusBarAlignment.Right, 90);
  private readonly disposables: { dispose(): unknown }[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly connection: Connection) {
    this.item.name = "smslint";
    this.disposables.push(
      this.item,
      connection.onStatus(() => { this.later(); }),
      connection.onRunning(() => { this.later(); }),
      vscode.window.onDidChangeActiveTextEditor(() => { this.later(); }),
      vscode.window.onDidChangeTextEditorSelection(() => { this.later(); }),
    );
    this.later();
  }

  dispose(): void {
    clearTimeout(this.timer);
    for (const each of this.disposables) {
      each.dispose();
    }
  }

  private later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.show(), PAUSE);
  }

  private async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const holds = holdsTemplates(editor?.document);
    void vscode.commands.executeCommand("setContext", "smslint.holdsTemplates", holds);
    if (editor === undefined || !holds) {
      this.item.hide();
      return;
    }
    if (!this.connection.isRunning) {
      this.item.text = `$(warning) ${vscode.l10n.t("SMS: no checker")}`;
      this.item.tooltip = vscode.l10n.t("The smslint server is not running. Click to find or install it.");
      this.item.command = "smslint.install";
      this.item.show();
      return;
    }
    const { line, character } = editor.selection.active;
    const status = await this.connection.ask<Status | null>("smslint.status", { uri: editor.document.uri.toString(), position: { line, character } });
    if (vscode.window.activeTextEditor === editor && status) {
      this.tell(status);
    }
  }

  private tell(status: Status): void {
    const type = typeName(status.type) + (status.typeInferred ? "?" : "");
    const segments = vscode.l10n.t("{0} seg.", status.segmentsMax);
    const icon = status.error > 0 ? "$(error)" : status.warning > 0 ? "$(warning)" : "$(check)";
    const problems = status.error + status.warning;
    const counted = problems === 1 ? vscode.l10n.t("1 problem") : vscode.l10n.t("{0} problems", problems);
    this.item.text = [`${icon} ${type}`, segments, ...(problems > 0 ? [counted] : [])].join(" · ");
    this.item.tooltip = tooltip(status);
    this.item.command = "smslint.showPreview";
    this.item.accessibilityInformation = {
      label: [type, ...findings(status).slice(0, 2), segmentCount(status.segmentsMax)].join(", "),
    };
    this.item.show();
  }
}

/** A template type in the editor's language. */
export function typeName(type: string): string {
  const names: Record<string, string> = {
    verification: vscode.l10n.t("Verification"),
    notification: vscode.l10n.t("Notification"),
    promotional: vscode.l10n.t("Promotion"),
    international: vscode.l10n.t("International"),
    digital: vscode.l10n.t("Digital"),
  };
  return names[type] ?? type;
}

function findings(status: Status): string[] {
  return [
    status.error === 1 ? vscode.l10n.t("1 error") : vscode.l10n.t("{0} errors", status.error),
    status.warning === 1 ? vscode.l10n.t("1 warning") : vscode.l10n.t("{0} warnings", status.warning),
    vscode.l10n.t("{0} info", status.info),
  ];
}

function segmentCount(most: number): string {
  return most === 1 ? vscode.l10n.t("at most 1 segment") : vscode.l10n.t("at most {0} segments", most);
}

function range(low: number, high: number): string {
  return low === high ? String(low) : `${low}–${high}`;
}

function tooltip(status: Status): vscode.MarkdownString {
  const settings =
    status.settingsFile === null
      ? vscode.l10n.t("Settings: editor settings (no smslint.toml applies to this file)")
      : vscode.l10n.t("Settings: {0} (the editor settings are not used)", status.settingsFile);
  const lines = [
    status.name ?? vscode.l10n.t("Template without a name"),
    vscode.l10n.t("Characters: {0}; billed segments: {1}", range(status.lengthMin, status.lengthMax), range(status.segmentsMin, status.segmentsMax)),
    findings(status).join(", "),
    settings,
  ];
  const text = new vscode.MarkdownString();
  for (const line of lines) {
    text.appendText(line).appendMarkdown("\n\n");
  }
  return text;
}
