/** A document beside the same document with one template as the account has it: what the server says is shown as a diff. */

import * as vscode from "vscode";
import type { Connection } from "./client";
import type { AccountText, Target } from "./protocol";

const SCHEME = "smslint-account";

export class AccountTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly shown = new Map<string, vscode.Uri>();
  private readonly registered: vscode.Disposable;
  readonly onDidChange = this.changed.event;

  constructor(private readonly connection: Connection) {
    this.registered = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        const shown = this.shown.get(document.uri.toString());
        if (shown !== undefined) {
          this.changed.fire(shown);
        }
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        for (const [source, shown] of this.shown) {
          if (shown.toString() === uri.toString()) {
            this.shown.delete(source);
          }
        }
      }),
    );
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const found = await this.connection.demand<AccountText>("smslint.accountText", JSON.parse(uri.query) as Target);
    return found?.text ?? "";
  }

  async show(target: Target): Promise<void> {
    const found = await this.connection.demand<AccountText>("smslint.accountText", target);
    if (!found) {
      void vscode.window.showInformationMessage(vscode.l10n.t("The account is not known to have this template."));
      return;
    }
    const source = vscode.Uri.parse(target.uri);
    const shown = source.with({ scheme: SCHEME, query: JSON.stringify(target) });
    this.shown.set(source.toString(), shown);
    this.changed.fire(shown);
    const name = source.path.split("/").pop() ?? "";
    await vscode.commands.executeCommand("vscode.diff", shown, source, vscode.l10n.t("{0} in the account ↔ {1}", found.code, name));
  }

  dispose(): void {
    this.registered.dispose();
    this.changed.dispose();
  }
}
