/** smslint in VS Code: finds the server, keeps it running, and shows what it knows. */

import * as vscode from "vscode";
import { Connection } from "./client";
import { registerCommands } from "./commands";
import { PreviewPanel } from "./preview/panel";
import { makeEnvironment } from "./server/environment";
import { findServer } from "./server/find";
import { onInterpreterChange } from "./server/interpreter";
import { StatusBar } from "./statusBar";

const HELP = "smslint.smslint#start";

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("smslint", { log: true });
  const connection = new Connection(log);
  const panel = new PreviewPanel(context.extensionUri, connection);
  const start = (): Promise<boolean> => startServer(context, connection, log);
  const install = async (): Promise<void> => {
    if (await makeEnvironment(context, log)) {
      await start();
    }
  };
  context.subscriptions.push(
    log,
    connection,
    panel,
    new StatusBar(connection),
    registerCommands(connection, panel),
    vscode.commands.registerCommand("smslint.showLog", () => log.show()),
    vscode.commands.registerCommand("smslint.restart", async () => {
      if (!(await start())) {
        await offer(install);
      }
    }),
    vscode.commands.registerCommand("smslint.install", install),
    vscode.workspace.onDidGrantWorkspaceTrust(start),
    vscode.workspace.onDidChangeConfiguration(async (event) => {
      if (event.affectsConfiguration("smslint.path")) {
        await start();
      }
    }),
  );
  const started = await start();
  if (vscode.workspace.isTrusted) {
    const listener = await onInterpreterChange(log, () => void start());
    if (listener !== undefined) {
      context.subscriptions.push(listener);
    }
  }
  if (!started) {
    void offer(install);
  }
}

async function startServer(context: vscode.ExtensionContext, connection: Connection, log: vscode.LogOutputChannel): Promise<boolean> {
  const found = await findServer(context, log);
  if (found === undefined) {
    return false;
  }
  try {
    await connection.start(found);
    return true;
  } catch (error) {
    log.error(`The server did not start: ${String(error)}`);
    const show = vscode.l10n.t("Show Log");
    if ((await vscode.window.showErrorMessage(vscode.l10n.t("The SMS checker did not start."), show)) === show) {
      log.show();
    }
    return true;
  }
}

/** The one offer to install a server; what else can be done stands on the walkthrough's first page. */
async function offer(install: () => Promise<void>): Promise<void> {
  const yes = vscode.l10n.t("Install");
  const other = vscode.l10n.t("What Else Can I Do?");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t("The SMS checker smslint was not found. Install it into an environment of the extension's own? Your Python stays as it is."),
    yes,
    other,
  );
  if (chosen === yes) {
    await install();
  } else if (chosen === other) {
    await vscode.commands.executeCommand("workbench.action.openWalkthrough", HELP, false);
  }
}
