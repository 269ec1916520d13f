/** What the extension does wherever it runs: starts the server when the first template is opened, and shows what it knows. */

import * as vscode from "vscode";
import { AccountTexts } from "./account";
import type { Connection } from "./client";
import { registerCommands } from "./commands";
import { PreviewPanel } from "./preview/panel";
import { holdsTemplates } from "./selector";
import { StatusBar } from "./statusBar";
import { done, showTicks } from "./ticks";

/** Keeps the server running. */
export interface Keeper {
  /** Whether the server runs in the browser, which has no programs and no disk. */
  readonly inBrowser: boolean;
  /** Whether a server was started or looked for. */
  readonly isAwake: boolean;
  /** Starts a server when the first template is opened; later calls do nothing. */
  wake(): Promise<void>;
  /** Starts the server again because the user wants it. */
  restart(): Promise<void>;
  /** Installs a server and starts it. */
  install(): Promise<void>;
}

/** Registers everything, and starts the server for documents that concern it; returns what looks at all open ones again. */
export function start(
  context: vscode.ExtensionContext,
  connection: Connection,
  keeper: Keeper,
  log: vscode.LogOutputChannel,
  mayConcern: (document: vscode.TextDocument) => Promise<boolean>,
): () => void {
  const panel = new PreviewPanel(context.extensionUri, connection);
  const account = new AccountTexts(connection);
  const startFor = (document: vscode.TextDocument): void => {
    if (!keeper.isAwake) {
      void mayConcern(document).then((may) => (may ? keeper.wake() : undefined));
    }
  };
  context.subscriptions.push(
    log,
    connection,
    panel,
    new StatusBar(connection),
    account,
    showTicks(),
    registerCommands(connection, panel, account, keeper),
    vscode.commands.registerCommand("smslint.showLog", () => { log.show(); }),
    vscode.commands.registerCommand("smslint.restart", () => keeper.restart()),
    vscode.commands.registerCommand("smslint.install", () => keeper.install()),
    vscode.workspace.onDidOpenTextDocument(startFor),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0 && holdsTemplates(document)) {
        done("wrote");
      }
    }),
  );
  const startForAny = (): void => { vscode.workspace.textDocuments.forEach(startFor); };
  startForAny();
  return startForAny;
}

/** Tells that a server was found and does not start. */
export async function tellFailure(log: vscode.LogOutputChannel, error: unknown): Promise<void> {
  log.error(`The server did not start: ${String(error)}`);
  const show = vscode.l10n.t("Show Log");
  if ((await vscode.window.showErrorMessage(vscode.l10n.t("The SMS checker did not start."), show)) === show) {
    log.show();
  }
}
