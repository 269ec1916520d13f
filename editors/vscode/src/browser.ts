/** smslint in VS Code in a browser, where no program can run: the server is a worker, made of files of the extension. */

import * as vscode from "vscode";
import { BaseLanguageClient, type LanguageClientOptions, type MessageTransports } from "vscode-languageclient";
import { BrowserMessageReader, BrowserMessageWriter } from "vscode-languageclient/browser";
import { Connection } from "./client";
import { holdsTemplates } from "./selector";
import { type Keeper, start, tellFailure } from "./start";

/** What the worker is sent first, by name; see docs/playground/build.mjs. */
const FILES = ["lock", "modules", "python_stdlib.zip", "pyodide.asm.wasm"];
/** The scheme of the pages of rules and answers. */
const PAGES = "smslint-page";

/** Ends the connection when the worker fails, so that another one is started. */
class Reader extends BrowserMessageReader {
  constructor(worker: Worker) {
    super(worker);
    worker.addEventListener("error", () => {
      worker.terminate();
      this.fireClose();
    });
  }
}

/** A client that starts a worker for each connection. */
class WorkerClient extends BaseLanguageClient {
  private worker: Worker | undefined;

  constructor(
    private readonly folder: vscode.Uri,
    options: LanguageClientOptions,
  ) {
    super("smslint", "smslint", options);
  }

  protected async createMessageTransports(): Promise<MessageTransports> {
    const read = (name: string): Thenable<Uint8Array> => vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.folder, name));
    const script = await read("server.js");
    const files = await Promise.all(FILES.map(async (name) => [name, await read(name)] as const));
    const worker = new Worker(URL.createObjectURL(new Blob([script as Uint8Array<ArrayBuffer>], { type: "text/javascript" })));
    const transports = { reader: new Reader(worker), writer: new BrowserMessageWriter(worker) };
    worker.postMessage(Object.fromEntries(files));
    this.worker = worker;
    return transports;
  }

  override async dispose(timeout?: number): Promise<void> {
    await super.dispose(timeout);
    this.worker?.terminate();
  }
}

class WorkerKeeper implements Keeper {
  readonly inBrowser = true;
  isAwake = false;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly connection: Connection,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  async wake(): Promise<void> {
    if (!this.isAwake) {
      await this.restart();
    }
  }

  async restart(): Promise<void> {
    this.isAwake = true;
    try {
      await this.connection.start((options) => new WorkerClient(this.folder, options));
    } catch (error) {
      void tellFailure(this.log, error);
    }
  }

  async install(): Promise<void> {
    void vscode.window.showInformationMessage(vscode.l10n.t("In a browser, the SMS checker is part of the extension; nothing needs to be installed."));
    await this.wake();
  }
}

export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("smslint", { log: true });
  const connection = new Connection(log, PAGES);
  const keeper = new WorkerKeeper(vscode.Uri.joinPath(context.extensionUri, "dist", "browser"), connection, log);
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(PAGES, { provideTextDocumentContent: (uri) => connection.page(uri) }),
  );
  start(context, connection, keeper, log, (document) => Promise.resolve(holdsTemplates(document)));
}
