/** The extension's own environment: a virtual environment in its storage, made only when the user says so. */

import { existsSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import * as vscode from "vscode";
import { onPath } from "./path";
import { isolated, run } from "./run";

const WINDOWS = process.platform === "win32";
const NEEDED = [3, 11] as const;

/** The server of the extension's environment, undefined until one was made. */
export function environmentServer(context: vscode.ExtensionContext): string | undefined {
  const path = program(folderOf(context), "smslint");
  return existsSync(path) ? path : undefined;
}

/** Makes the environment, with progress that can be cancelled; an unfinished one is removed. */
export async function makeEnvironment(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<boolean> {
  const python = await basePython(context, log);
  if (python === undefined) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t("Python 3.11 or later was not found. Install Python, then run \"SMS: Install the Checker\" again."),
    );
    return false;
  }
  const title = vscode.l10n.t("Installing smslint");
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title, cancellable: true }, (progress, cancelled) =>
    install(context, log, python, progress, cancelled),
  );
}

async function install(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  python: string,
  progress: vscode.Progress<{ message?: string }>,
  cancelled: vscode.CancellationToken,
): Promise<boolean> {
  const folder = folderOf(context);
  const abort = new AbortController();
  const listener = cancelled.onCancellationRequested(() => { abort.abort(); });
  const step = async (message: string, command: string, args: readonly string[]): Promise<void> => {
    progress.report({ message });
    log.info(`${command} ${args.join(" ")}`);
    const { stdout, stderr } = await run(context, command, args, { signal: abort.signal });
    log.debug(stdout + stderr);
  };
  try {
    await step(vscode.l10n.t("creating an environment"), python, isolated("venv", "--clear", folder));
    const pip = (...args: string[]): Promise<void> =>
      step(vscode.l10n.t("installing the server"), program(folder, "python"), isolated("pip", "install", "--disable-pip-version-check", "--no-input", ...args));
    await installFrom(await bundled(context), pip, abort.signal);
    return true;
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!cancelled.isCancellationRequested) {
      log.error(`The environment could not be created: ${String(error)}`);
      const show = vscode.l10n.t("Show Log");
      const chosen = await vscode.window.showErrorMessage(vscode.l10n.t("smslint could not be installed. See the log for the reason."), show);
      if (chosen === show) {
        log.show();
      }
    }
    return false;
  } finally {
    listener.dispose();
  }
}

/** From the wheels inside the extension alone where they suffice, which needs no network; else with the package index. */
async function installFrom(wheel: Bundled | undefined, pip: (...args: string[]) => Promise<void>, signal: AbortSignal): Promise<void> {
  if (wheel === undefined) {
    await pip("smslint[tables,code]");
    return;
  }
  const wanted = ["--find-links", wheel.folder, `${wheel.path}[tables,code]`];
  try {
    await pip("--no-index", ...wanted);
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    await pip(...wanted);
  }
}

interface Bundled {
  readonly folder: string;
  readonly path: string;
}

/** The server's wheel inside the extension, where it was packaged with one. */
async function bundled(context: vscode.ExtensionContext): Promise<Bundled | undefined> {
  const folder = vscode.Uri.joinPath(context.extensionUri, "wheels").fsPath;
  const names = existsSync(folder) ? await readdir(folder) : [];
  const wheel = names.find((name) => name.startsWith("smslint-") && name.endsWith(".whl"));
  return wheel === undefined ? undefined : { folder, path: join(folder, wheel) };
}

async function basePython(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<string | undefined> {
  const code = "import sys, venv, ensurepip; print(*sys.version_info[:2])";
  for (const name of ["python3", "python", "python3.13", "python3.12", "python3.11"]) {
    const path = onPath(name);
    if (path === undefined) {
      continue;
    }
    try {
      const { stdout } = await run(context, path, ["-I", "-c", code], { timeout: 15_000 });
      const [major = 0, minor = 0] = stdout.trim().split(" ").map(Number);
      if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
        return path;
      }
      log.info(`${path} is Python ${major}.${minor}; 3.11 or later is needed.`);
    } catch (error) {
      log.info(`${path} cannot create environments: ${String(error).split("\n")[0]}`);
    }
  }
  return undefined;
}

function folderOf(context: vscode.ExtensionContext): string {
  return vscode.Uri.joinPath(context.globalStorageUri, "environment").fsPath;
}

function program(folder: string, name: string): string {
  return WINDOWS ? join(folder, "Scripts", `${name}.exe`) : join(folder, "bin", name);
}
