/** Finds a server and starts it; where there is none, offers once to install one. */

import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import type { Connection } from "../client";
import { type Keeper, tellFailure } from "../start";
import { makeEnvironment } from "./environment";
import { findServer } from "./find";

const HELP = ["walkthrough", "server.md"];

/** One search or start at a time; others wait for it. */
export class ServerKeeper implements Keeper {
  readonly inBrowser = false;

  private awake = false;
  private offered = false;
  private working: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly connection: Connection,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  get isAwake(): boolean {
    return this.awake;
  }

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

  /** Offers to install a server even if that was offered before. */
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
      const server = { command: found.command, args: [...found.args, "server"], options: found.surroundings };
      await this.connection.start((options) => new LanguageClient("smslint", "smslint", server, options));
    } catch (error) {
      void tellFailure(this.log, error);
    }
    return true;
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
