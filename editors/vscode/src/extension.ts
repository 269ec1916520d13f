/** smslint in VS Code on a computer: the server is a program, which is found or installed. */

import * as vscode from "vscode";
import { Connection } from "./client";
import { mayConcern } from "./codeProject";
import { onInterpreterChange } from "./server/interpreter";
import { ServerKeeper } from "./server/keeper";
import { start } from "./start";

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("smslint", { log: true });
  const connection = new Connection(log);
  const keeper = new ServerKeeper(context, connection, log);
  const startForAny = start(context, connection, keeper, log, mayConcern);
  context.subscriptions.push(
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (/\/(?:smslint|pyproject)\.toml$/.test(document.uri.path)) {
        startForAny();
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
  if (vscode.workspace.isTrusted) {
    void listenToInterpreter();
  }
}
