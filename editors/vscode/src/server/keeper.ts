/** Finds a server and starts it; where there is none, offers once to install one. */

import * as vscode from "vscode";
import type { Connection } from "../client";
import { makeEnvironment } from "./environment";
import { findServer } from "./find";

const HELP = ["walkthrough", "server.md"];

/** One search or start at a time; others wait for it. */
export class ServerKeeper {
  private awake = false;
  private offered = false;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly connection: Connection,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Whether a server was started or looked for. */
  get isAwake(): boolean {
    return this.awake;
  }

  /** Starts a server when the first template is opened; later calls do nothing. */
  async wake(): Promise<void> {
    if (!this.awake) {
      this.awake = true;
      await this.startOrOffer();
    }
  }

  /** Looks for a server again because something that decides about it has changed. */
  async renew(): Promise<void> {
    if (this.awake) {
      await this.startOrOffer();
    }
  }

  /** Starts the server again because the user wants it; offers to install one even if that was offered before. */
  async restart(): Promise<void> {
    this.awake = true;
    this.offered = false;
    await this.startOrOffer();
  }

  /** Makes the extension's own environment and starts the server in it. */
  async install(): Promise<void> {
    this.awake = true;
    if (await makeEnvironment(this.context, this.log)) {
      await this.start();
    }
  }

  private async startOrOffer(): Promise<void> {
    if (!(await this.start()) && !this.offered) {
      this.offered = true;
      void this.offer();
    }
  }

  private start(): Promise<boolean> {
    const started = this.working.then(() => this.findAndStart());
    this.working = started;
    return started;
  }

  /** False where no server was found; one that was found and does not start is told. */
  private async findAndStart(): Promise<boolean> {
    const found = await findServer(this.context, this.log);
    if (found === undefined) {
      await this.connection.stop();
      return false;
    }
    try {
      await this.connection.start(found);
    } catch (error) {
      this.log.error(`The server did not start: ${String(error)}`);
      void this.tellFailure();
    }
    return true;
  }

  private async tellFailure(): Promise<void> {
    const show = vscode.l10n.t("Show Log");
    if ((await vscode.window.showErrorMessage(vscode.l10n.t("The SMS checker did not start."), show)) === show) {
      this.log.show();
    }
  }

  private async offer(): Promise<void> {
    const yes = vscode.l10n.t("Install");
    const other = vscode.l10n.t("Other Options");
    const chosen = await vscode.window.showInformationMessage(
      vscode.l10n.t("The SMS checker smslint was not found. Install it in the extension's own environment? Your Python is not changed."),
      yes,
      other,
    );
    if (chosen === yes) {
      await this.install();
    } else if (chosen === other) {
      await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.joinPath(this.context.extensionUri, ...HELP));
    }
  }
}
