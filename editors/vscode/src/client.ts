/** The connection to the server: started, restarted when it dies, and stopped. */

import * as vscode from "vscode";
import {
  BaseLanguageClient,
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  ErrorCodes,
  ExecuteCommandRequest,
  type LanguageClientOptions,
  ResponseError,
  type ShowDocumentParams,
  type ShowDocumentResult,
  State,
  type StaticFeature,
} from "vscode-languageclient";
import { SELECTOR, holdsTemplates } from "./selector";
import { configuration } from "./settings";
import { done } from "./ticks";

/** The command of links to the pages of rules; the server runs it, and has the page shown. */
const SHOW_RULE = "smslint.showRule";
const MOST_CRASHES = 5;
const WITHIN = 3 * 60_000;

/** Has a client log what it has to say: what concerns the user is told here, once and in the user's language. */
function quieten(client: BaseLanguageClient): void {
  const loud = BaseLanguageClient.prototype;
  client.error = (message, data) => { loud.error.call(client, message, data, false); };
  client.info = (message, data) => { loud.info.call(client, message, data, false); };
}

/** One server at a time. `onStatus` fires with the address of a document that the server has checked again. */
export class Connection implements vscode.Disposable {
  private client: BaseLanguageClient | undefined;
  private crashes: number[] = [];
  private readonly checked = new vscode.EventEmitter<string>();
  private readonly running = new vscode.EventEmitter<boolean>();
  readonly onStatus = this.checked.event;
  readonly onRunning = this.running.event;

  /** `pages` is the scheme under which the editor reads what are files for the server. */
  constructor(
    private readonly log: vscode.LogOutputChannel,
    private readonly pages = "file",
  ) {}

  get isRunning(): boolean {
    return this.client?.state === State.Running;
  }

  /** Starts the server of a client that is made with options. */
  async start(make: (options: LanguageClientOptions) => BaseLanguageClient): Promise<void> {
    await this.stop();
    const client = make(this.options());
    quieten(client);
    client.onDidChangeState(({ newState }) => {
      const runs = newState === State.Running;
      this.running.fire(runs);
      if (runs) {
        done("running");
      }
    });
    client.onNotification("smslint/status", (params: { uri: string }) => { this.checked.fire(params.uri); });
    client.registerFeature(choosesOnce());
    this.client = client;
    await client.start();
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client?.needsStop()) {
      await client.stop(2_000).catch((error: unknown) => { this.log.warn(`The server did not stop: ${String(error)}`); });
    }
    await client?.dispose();
  }

  /** Asks the server quietly; null where no server runs, it refuses (which is logged), or it has nothing to say. */
  async ask<T>(command: string, argument: object): Promise<T | null> {
    try {
      return await this.send<T>(command, argument);
    } catch (error) {
      this.log.warn(`${command}: ${String(error)}`);
      return null;
    }
  }

  /** Asks for what the user has called for: what stands in the way is told, the server's reason with `tell`. */
  async demand<T>(
    command: string,
    argument: object,
    token?: vscode.CancellationToken,
    tell: (reason: string) => unknown = vscode.window.showErrorMessage,
  ): Promise<T | null> {
    if (!this.isRunning) {
      const install = vscode.l10n.t("Find or Install");
      const told = vscode.window.showWarningMessage(vscode.l10n.t("This needs the SMS checker, which is not running."), install);
      void told.then((chosen) => (chosen === undefined ? undefined : vscode.commands.executeCommand("smslint.restart")));
      return null;
    }
    try {
      return await this.send<T>(command, argument, token);
    } catch (error) {
      this.log.warn(`${command}: ${String(error)}`);
      if (token?.isCancellationRequested !== true) {
        const reason = error instanceof Error ? error.message : String(error);
        const isRefused = error instanceof ResponseError && error.code !== ErrorCodes.InternalError;
        tell(isRefused ? reason : vscode.l10n.t("The SMS checker failed: {0}", reason));
      }
      return null;
    }
  }

  /** The text of a page that only the server can read; null where there is none. */
  async page({ path }: vscode.Uri): Promise<string | null> {
    return (await this.client?.sendRequest<string | null>("smslint/page", { path })) ?? null;
  }

  private async send<T>(command: string, argument: object, token?: vscode.CancellationToken): Promise<T | null> {
    if (this.client === undefined || !this.isRunning) {
      return null;
    }
    const params = { command, arguments: [argument] };
    return (await this.client.sendRequest(ExecuteCommandRequest.type, params, token)) as T | null;
  }

  dispose(): void {
    this.checked.dispose();
    this.running.dispose();
    void this.stop();
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      initializationOptions: {
        ...configuration(),
        clientCommands: ["smslint.showPreview", "smslint.copyRequest", "smslint.compareAccount", SHOW_RULE],
        trusted: vscode.workspace.isTrusted,
      },
      synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/{smslint.toml,pyproject.toml}") },
      markdown: { isTrusted: { enabledCommands: [SHOW_RULE] } },
      middleware: {
        workspace: {
          configuration: ({ items }) => items.map(({ scopeUri }) => configuration(scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri))),
        },
        window: { showDocument: (params, next) => showDocument(params, next, this.pages) },
      },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => this.closed(),
      },
    };
  }

  /** The server is started again, unless it keeps crashing. The first crash of some minutes is told, and the last one. */
  private closed(): CloseHandlerResult {
    const now = Date.now();
    this.crashes = [...this.crashes.filter((then) => now - then < WITHIN), now];
    if (this.crashes.length < MOST_CRASHES) {
      this.log.error("The server ended unexpectedly and is started again.");
      if (this.crashes.length === 1) {
        void vscode.window.showWarningMessage(vscode.l10n.t("The SMS checker stopped unexpectedly and was restarted."));
      }
      return { action: CloseAction.Restart, handled: true };
    }
    const again = vscode.l10n.t("Restart");
    const show = vscode.l10n.t("Show Log");
    void vscode.window
      .showErrorMessage(vscode.l10n.t("The SMS checker stopped {0} times within three minutes.", MOST_CRASHES), again, show)
      .then((chosen) => (chosen === undefined ? undefined : vscode.commands.executeCommand(chosen === again ? "smslint.restart" : "smslint.showLog")));
    return { action: CloseAction.DoNotRestart, handled: true };
  }
}

/** Shows a page as a reader wants it: rendered, and beside the template that is being written. */
async function showDocument(
  params: ShowDocumentParams,
  next: (params: ShowDocumentParams, token: vscode.CancellationToken) => unknown,
  scheme: string,
): Promise<ShowDocumentResult> {
  if (!params.uri.startsWith("file:") || !params.uri.endsWith(".md")) {
    return (await next(params, new vscode.CancellationTokenSource().token)) as ShowDocumentResult;
  }
  const command = holdsTemplates(vscode.window.activeTextEditor?.document) ? "markdown.showPreviewToSide" : "markdown.showPreview";
  await vscode.commands.executeCommand(command, vscode.Uri.parse(params.uri).with({ scheme }));
  return { success: true };
}

/**
 * Has fixes applied as soon as they are chosen. With annotations, VS Code would show a fix that may change the meaning a second time, with
 * nothing ticked; its title says already what it does, and one step back undoes it.
 */
function choosesOnce(): StaticFeature {
  return {
    fillClientCapabilities: ({ workspace }) => {
      delete workspace?.workspaceEdit?.changeAnnotationSupport;
    },
    initialize: () => undefined,
    getState: () => ({ kind: "static" }),
    clear: () => undefined,
  };
}
