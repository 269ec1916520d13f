/** The preview: the message as recipients see it, shortest, typical and longest, following what is typed. */

import * as vscode from "vscode";
import type { Connection } from "../client";
import type { Preview, Rehearsal, Target } from "../protocol";
import { saveRows } from "../rehearse";
import { holdsTemplates } from "../selector";
import { language } from "../settings";
import { done } from "../ticks";
import { words } from "./words";

/** Milliseconds for which a cursor must rest. */
const PAUSE = 60;

/** Why a table cannot be rehearsed. */
export interface RehearsalFailure {
  readonly table: string;
  readonly reason: string;
}

/** What the page is told. */
export type ToPage =
  | { readonly kind: "preview"; readonly preview: Preview }
  | { readonly kind: "rehearsal"; readonly outcome: Rehearsal | RehearsalFailure }
  | { readonly kind: "nothing" };

/** What the page asks for. */
export type FromPage =
  | { readonly kind: "ready" }
  | { readonly kind: "choose"; readonly index: number }
  | { readonly kind: "rehearse" }
  | { readonly kind: "save" };

export class PreviewPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  /** What is shown: the template that was asked for, until the cursor moves; then that under the cursor. */
  private target: Target | undefined;
  private shown: Target | undefined;
  private rehearsed: { readonly target: Target; readonly outcome: Rehearsal | RehearsalFailure } | undefined;
  /** Which request for a preview is the last one; answers to others come too late. */
  private asking = 0;
  private timer: NodeJS.Timeout | undefined;
  /** The digests of the files that the page holds. */
  private readonly known = new Set<string>();
  private readonly disposables: vscode.Disposable[] = [];

  constructor(
    private readonly extension: vscode.Uri,
    private readonly connection: Connection,
  ) {
    this.disposables.push(
      connection.onStatus((uri) => {
        if (uri === this.target?.uri) {
          void this.refresh();
        }
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (this.panel !== undefined && event.affectsConfiguration("smslint.language")) {
          this.panel.webview.html = this.html(this.panel.webview);
        }
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => { this.follow(editor); }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => { this.follow(textEditor); }),
    );
  }

  /** Shows the template under the cursor of an editor, once the cursor rests. */
  private follow(editor: vscode.TextEditor | undefined): void {
    if (this.panel !== undefined && editor !== undefined && holdsTemplates(editor.document)) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void this.show({ uri: editor.document.uri.toString() }), PAUSE);
    }
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.panel?.dispose();
    for (const each of this.disposables) {
      each.dispose();
    }
  }

  /** Shows a template beside its text; the panel is made on first use. */
  async show(target: Target): Promise<void> {
    this.target = target;
    this.panel ??= this.make();
    await this.refresh();
  }

  /** Shows the outcome of a rehearsal below the preview, in place of that of the one before. */
  async showRehearsal(target: Target, outcome: Rehearsal | RehearsalFailure): Promise<void> {
    this.rehearsed = { target, outcome };
    await this.show(target);
    await this.tellRehearsal();
  }

  /** What is told before the page listens is lost, so it is told again when the page says that it does. */
  private async tellRehearsal(): Promise<void> {
    if (this.rehearsed !== undefined) {
      await this.tell({ kind: "rehearsal", outcome: this.rehearsed.outcome });
    }
  }

  private async refresh(): Promise<void> {
    if (this.panel === undefined || this.target === undefined) {
      return;
    }
    const asking = ++this.asking;
    const target = this.target.index === undefined ? atCursor(this.target) : this.target;
    const preview = await this.connection.ask<Preview | null>("smslint.preview", { ...target, known: [...this.known] });
    if (asking !== this.asking) {
      return;
    }
    if (!preview && target.index !== undefined) {
      // It is gone: what is under the cursor is shown from now on.
      this.target = { uri: target.uri };
      await this.refresh();
      return;
    }
    if (!preview) {
      await this.tell({ kind: "nothing" });
      return;
    }
    this.shown = { uri: target.uri, index: preview.index };
    const uri = vscode.Uri.parse(target.uri);
    this.panel.title = words().titleOf.replace("{0}", () => preview.name ?? uri.path.split("/").pop() ?? "");
    for (const media of preview.frames.flatMap((frame) => frame.media)) {
      if (media.key !== null) {
        this.known.add(media.key);
      }
    }
    await this.tell({ kind: "preview", preview });
    done("previewed");
  }

  private async tell(message: ToPage): Promise<void> {
    await this.panel?.webview.postMessage(message);
  }

  private make(): vscode.WebviewPanel {
    const media = vscode.Uri.joinPath(this.extension, "media");
    const dist = vscode.Uri.joinPath(this.extension, "dist");
    const panel = vscode.window.createWebviewPanel(
      "smslint.preview",
      words().title,
      { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, enableForms: false, localResourceRoots: [media, dist], retainContextWhenHidden: false },
    );
    panel.iconPath = { light: vscode.Uri.joinPath(media, "file-light.svg"), dark: vscode.Uri.joinPath(media, "file-dark.svg") };
    panel.webview.onDidReceiveMessage((message: FromPage) => this.asked(message));
    panel.onDidDispose(() => {
      clearTimeout(this.timer); // or the cursor's last move would open it again
      this.asking += 1;
      this.panel = undefined;
      this.rehearsed = undefined;
    });
    panel.webview.html = this.html(panel.webview);
    return panel;
  }

  private html(webview: vscode.Webview): string {
    const file = (...path: string[]): vscode.Uri => webview.asWebviewUri(vscode.Uri.joinPath(this.extension, ...path));
    return page(webview, file("dist", "preview.js"), file("media", "preview.css"));
  }

  /** Puts the cursor into a template that was chosen on the page, so that the preview goes on following the cursor. */
  private async choose(target: Target): Promise<void> {
    const found = await this.connection.ask<Preview | null>("smslint.preview", target);
    const editor = editorOf(target.uri);
    if (found && editor !== undefined) {
      const start = new vscode.Position(found.start.line, found.start.character);
      editor.selection = new vscode.Selection(start, start);
      editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
    await this.show(target);
  }

  private async asked(message: FromPage): Promise<void> {
    if (message.kind === "ready") {
      this.known.clear();
      await this.refresh();
      await this.tellRehearsal();
    } else if (message.kind === "choose" && this.target !== undefined) {
      await this.choose({ uri: this.target.uri, index: message.index });
    } else if (message.kind === "rehearse") {
      await vscode.commands.executeCommand("smslint.rehearseTable", this.shown);
    } else if (message.kind === "save" && this.rehearsed !== undefined) {
      const { target, outcome } = this.rehearsed;
      await saveRows(this.connection, this, target, outcome.table);
    }
  }
}

function editorOf(uri: string): vscode.TextEditor | undefined {
  const shown = [...(vscode.window.activeTextEditor === undefined ? [] : [vscode.window.activeTextEditor]), ...vscode.window.visibleTextEditors];
  return shown.find(({ document }) => document.uri.toString() === uri);
}

/** The template under the cursor, where an editor shows the document; else the one that was asked for. */
function atCursor(target: Target): Target {
  const at = editorOf(target.uri)?.selection.active;
  return at === undefined ? target : { uri: target.uri, position: { line: at.line, character: at.character } };
}

/** The page: no remote resource, no inline script or style, one script by its nonce, and media as data alone. */
function page(webview: vscode.Webview, script: vscode.Uri, style: vscode.Uri): string {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'; img-src data:; media-src data:`;
  return `<!DOCTYPE html>
<html lang="${language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style.toString()}">
<title>smslint</title>
</head>
<body>
<main id="page" data-words="${escape(JSON.stringify(words()))}"></main>
<script nonce="${nonce}" src="${script.toString()}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
}
