/** smslint in VS Code: finds the server when the first template is opened, keeps it running, and shows what it knows. */

import * as vscode from "vscode";
import { AccountTexts } from "./account";
import { Connection } from "./client";
import { mayConcern } from "./codeProject";
import { registerCommands } from "./commands";
import { PreviewPanel } from "./preview/panel";
import { holdsTemplates } from "./selector";
import { onInterpreterChange } from "./server/interpreter";
import { ServerKeeper } from "./server/keeper";
import { StatusBar } from "./statusBar";
import { done, showTicks } from "./ticks";

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("smslint", { log: true });
  const connection = new Connection(log);
  const keeper = new ServerKeeper(context, connection, log);
  const panel = new PreviewPanel(context.extensionUri, connection);
  const account = new AccountTexts(connection);
  const startFor = (document: vscode.TextDocument): void => {
    if (!keeper.isAwake) {
      void mayConcern(document).then((may) => (may ? keeper.wake() : undefined));
    }
  };
  const startForAny = (): void => { vscode.workspace.textDocuments.forEach(startFor); };
  context.subscriptions.push(
    log,
    connection,
    panel,
    new StatusBar(connection),
    account,
    showTicks(),
    registerCommands(connection, panel, account, () => keeper.wake()),
    vscode.commands.registerCommand("smslint.showLog", () => { log.show(); }),
    vscode.commands.registerCommand("smslint.restart", () => keeper.restart()),
    vscode.commands.registerCommand("smslint.install", () => keeper.install()),
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (/\/(?:smslint|pyproject)\.toml$/.test(document.uri.path)) {
        startForAny();
      }
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && holdsTemplates(document)) {
        done("wrote");
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => {
      void keeper.renew();
      void listenToInterpreter();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("smslint.path")) {
        void keeper.renew();
      }
      if (event.affectsConfiguration("smslint.code")) {
        startForAny();
      }
    }),
  );
  const listenToInterpreter = async (): Promise<void> => {
    const listener = await onInterpreterChange(log, () => void keeper.renew());
    if (listener !== undefined) {
      context.subscriptions.push(listener);
    }
  };
  startForAny();
  if (vscode.workspace.isTrusted) {
    void listenToInterpreter();
  }
}
