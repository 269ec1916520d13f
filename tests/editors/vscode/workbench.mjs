// A VS Code workbench with the packed extension: the server part as a process, the window in Chromium.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const editors = process.env.SMSLINT_EDITORS;
const { chromium } = createRequire(join(editors, "package.json"))("playwright-core");
const CODE = join(editors, "node_modules/code-server/out/node/entry.js");
const VSIX = resolve(here, "../../../editors/vscode/smslint.vsix");
/** Nobody answers there: no trial asks for extensions. */
const NO_GALLERY = JSON.stringify({ serviceUrl: "http://127.0.0.1:9" });
export const SCREENSHOTS = process.env.SMSLINT_SCREENSHOTS;
/** Milliseconds that anything may take; more for a busy machine. */
export const PATIENCE = Number(process.env.SMSLINT_PATIENCE ?? 45_000);

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-features=LocalNetworkAccessChecks",
];
const SETTINGS = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "files.hotExit": "off",
  "files.autoSave": "afterDelay",
  "files.autoSaveDelay": 150,
  "chat.disableAIFeatures": true,
  "window.commandCenter": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "editor.minimap.enabled": false,
  "editor.scrollBeyondLastLine": false,
  "editor.accessibilitySupport": "off",
};

/** A folder on the disk with files (name → text). */
export function folderOf(files) {
  const folder = mkdtempSync(join(tmpdir(), "smslint-vscode-"));
  fill(folder, files);
  return folder;
}

/** Writes files into a folder. */
export function fill(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

let extensions;
/** The folder of extensions with ours in it, installed once as users install it. */
function installed() {
  if (extensions === undefined) {
    extensions = mkdtempSync(join(tmpdir(), "smslint-extensions-"));
    execFileSync(process.execPath, [CODE, "--extensions-dir", extensions, "--user-data-dir", join(extensions, ".user"), "--install-extension", VSIX], { stdio: "pipe" });
    process.on("exit", () => rmSync(extensions, { recursive: true, force: true }));
  }
  return extensions;
}

/** The one browser of all workbenches. */
let browser;
export async function closeBrowser() {
  await browser?.close();
}

/**
 * Opens a workbench on a folder. `settings` are the user's; `environment` the server process's; `trusting: false` asks whether the folder
 * is trusted; `tests` is a module that is run inside the extension host; `workspace` a file that lists several folders; `locale` the display
 * language.
 */
export async function open(
  folder,
  { settings = {}, environment = {}, trusting = true, tests, workspace, locale, size = { width: 1280, height: 800 } } = {},
) {
  const data = mkdtempSync(join(tmpdir(), "smslint-user-"));
  fill(data, { "User/settings.json": JSON.stringify({ ...SETTINGS, ...settings }) });
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      CODE, "--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check",
      "--disable-getting-started-override", "--user-data-dir", data, "--extensions-dir", installed(),
      ...(trusting ? ["--disable-workspace-trust"] : []), folder,
    ],
    // VSCODE_CLI: the extension host gets this environment, not that of a login shell.
    { cwd: folder, env: { ...process.env, VSCODE_CLI: "1", EXTENSIONS_GALLERY: NO_GALLERY, ...environment }, stdio: ["ignore", "pipe", "pipe"], detached: true },
  );
  let said = "";
  child.stdout.on("data", (text) => (said += text));
  child.stderr.on("data", (text) => (said += text));
  browser ??= await chromium.launch({ executablePath: "/usr/bin/chromium", args: FLAGS });
  const context = await browser.newContext({ viewport: size, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  if (locale) {
    // VS Code's own texts stay English where there is no language pack; those of extensions are in the language.
    const texts = readFileSync(join(editors, "node_modules/code-server/lib/vscode/out/nls.messages.js"), "utf8");
    const body = `${texts}\nglobalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(locale)};`;
    await page.route(/nls\.messages\.js/, (route) => route.fulfill({ contentType: "text/javascript", body }));
  }
  if (tests) {
    await page.route("**/*", async (route) => {
      if (!route.request().isNavigationRequest() || route.request().frame() !== page.mainFrame()) {
        return route.continue();
      }
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: withTests(await answer.text(), tests, port) });
    });
  }
  const workbench = new Workbench(page, folder, data, child.pid);
  workbench.close = async () => {
    await context.close();
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
    rmSync(data, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(() => said.includes("HTTP server listening"), "code-server listening", () => said);
    const opened = workspace ? `workspace=${encodeURIComponent(join(folder, workspace))}` : `folder=${encodeURIComponent(folder)}`;
    await page.goto(`http://127.0.0.1:${port}/?${opened}`);
    await page.locator(".monaco-workbench").waitFor({ timeout: PATIENCE });
    return workbench;
  } catch (error) {
    await workbench.close();
    throw error;
  }
}

/** The page with the option that makes the extension host run a module. */
function withTests(html, module, port) {
  return html.replace(/(id="vscode-workbench-web-configuration" data-settings=")([^"]*)/, (_, head, settings) => {
    const options = JSON.parse(settings.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
    const remote = (path) => ({ scheme: "vscode-remote", authority: `127.0.0.1:${port}`, path });
    const ours = readdirSync(installed()).find((name) => name.startsWith("smslint."));
    options.developmentOptions = {
      ...options.developmentOptions,
      extensions: [remote(join(installed(), ours))],
      extensionTestsPath: remote(module),
    };
    return head + JSON.stringify(options).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  });
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Waits until a question is answered truthily; the answer. */
export async function until(ask, what, detail = () => "", patience = PATIENCE) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not after ${patience / 1000} s. ${await detail()}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** What a user does and sees. */
class Workbench {
  constructor(page, folder, data, pid) {
    this.page = page;
    this.folder = folder;
    this.data = data;
    this.pid = pid;
  }

  /** Closes all editors and the panel, and empties the folder. */
  async clear() {
    await this.page.waitForTimeout(500); // what was typed last is saved
    await this.command("View: Close All Editors");
    await this.page.locator(".tab").first().waitFor({ state: "detached" });
    if (await this.page.locator(".part.panel").isVisible()) {
      await this.command("View: Hide Panel");
    }
    for (const name of readdirSync(this.folder)) {
      rmSync(join(this.folder, name), { recursive: true });
    }
  }

  /** Opens a file of the folder from the keyboard. */
  async openFile(name) {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first();
    for (const end = Date.now() + PATIENCE; ; ) {
      await this.page.keyboard.press("Control+P");
      await this.page.locator(".quick-input-widget input").first().fill(name);
      if ((await row.waitFor({ timeout: 10_000 }).then(() => true, () => false)) || Date.now() > end) {
        break;
      }
      // What is asked for before the search for files has started is never answered. Escape closes notifications, too.
      await this.page.keyboard.press("Escape");
    }
    await this.page.keyboard.press("Enter");
    await this.page.locator(".tab.active", { hasText: name.split("/").pop() }).waitFor({ timeout: PATIENCE });
    await this.page.locator(".monaco-editor .view-lines").first().click();
  }

  /** Runs a command of the palette by its title. */
  async command(title) {
    const row = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    for (const end = Date.now() + PATIENCE; ; ) {
      await this.page.keyboard.press("F1");
      await this.page.locator(".quick-input-widget input").first().fill(`>${title}`);
      if ((await row.waitFor({ timeout: 10_000 }).then(() => true, () => false)) || Date.now() > end) {
        break;
      }
      await this.page.keyboard.press("Escape");
    }
    await row.click();
  }

  /** Answers a file dialog, known by its title. */
  async chooseFile(title, path) {
    await this.see(".quick-input-widget", title);
    const name = path.split("/").pop();
    const dialog = this.page.locator(".quick-input-widget").filter({ hasText: title });
    const deadline = Date.now() + PATIENCE;
    do {
      // The dialog lists its folder after it has opened, and what was typed before that is lost.
      await this.see(".quick-input-list .monaco-list-row", name);
      await dialog.locator("input").first().fill(path);
      await this.page.waitForTimeout(500);
      await this.page.keyboard.press("Enter");
      await this.page.waitForTimeout(1000);
    } while ((await dialog.isVisible()) && Date.now() < deadline);
  }

  /** Waits until a part of the page shows a text. */
  async see(selector, text, patience = PATIENCE) {
    const found = this.page.locator(selector).filter({ hasText: text }).first();
    await found.waitFor({ timeout: patience });
    return found;
  }

  /** The preview's own document, inside its two frames. */
  preview() {
    return this.page.frameLocator("iframe.webview").frameLocator("iframe#active-frame");
  }

  /** The extension's log. */
  log() {
    const found = readdirSync(this.data, { recursive: true }).filter((name) => /smslint[^/]*\.log$/.test(name));
    return found.map((name) => readFileSync(join(this.data, name), "utf8")).join("\n");
  }

  async picture(name) {
    mkdirSync(SCREENSHOTS, { recursive: true });
    await this.page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
  }
}
