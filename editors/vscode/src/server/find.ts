/** Finds a server to run: setting, Python extension, PATH, private environment. The first that answers `--version` serves. */

import * as vscode from "vscode";
import { environmentServer } from "./environment";
import { activeInterpreter } from "./interpreter";
import { onPath } from "./path";
import { run, type Surroundings, surroundings } from "./run";

const ANSWER = /^smslint\b.*?(\d+\.\d+\.\d+\S*)/;

/** A command that starts the server, how it must be started, and where it was found. */
export interface Found {
  readonly command: string;
  readonly args: readonly string[];
  readonly surroundings: Surroundings;
  readonly origin: "setting" | "interpreter" | "path" | "environment";
  readonly version: string;
}

interface Candidate {
  readonly command: string;
  readonly args: readonly string[];
  readonly origin: Found["origin"];
}

/** The first server that answers; each step is logged. A broken setting is told once and degrades to the next step. */
export async function findServer(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Found | undefined> {
  for await (const candidate of candidates(context, log)) {
    const version = await versionOf(context, candidate, log);
    if (version !== undefined) {
      log.info(`Using ${[candidate.command, ...candidate.args].join(" ")} (${candidate.origin}), version ${version}.`);
      return { ...candidate, version, surroundings: surroundings(context) };
    }
    if (candidate.origin === "setting") {
      void vscode.window.showWarningMessage(
        vscode.l10n.t("The setting smslint.path is \"{0}\", which is not a working smslint. Looking for another one.", candidate.command),
      );
    }
  }
  log.warn("smslint was not found.");
  return undefined;
}

async function* candidates(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): AsyncGenerator<Candidate> {
  const setting = vscode.workspace.getConfiguration("smslint").get<string | null>("path");
  if (setting) {
    yield { command: setting, args: [], origin: "setting" };
  } else {
    log.info("The setting smslint.path is not set.");
  }
  if (vscode.workspace.isTrusted) {
    const interpreter = await activeInterpreter(log);
    if (interpreter !== undefined) {
      yield { command: interpreter, args: ["-P", "-m", "smslint"], origin: "interpreter" };
    }
  } else {
    log.info("The workspace is not trusted; its interpreter is not used.");
  }
  const found = onPath("smslint");
  if (found !== undefined) {
    yield { command: found, args: [], origin: "path" };
  } else {
    log.info("No smslint on the PATH.");
  }
  const own = environmentServer(context);
  if (own !== undefined) {
    yield { command: own, args: [], origin: "environment" };
  } else {
    log.info("The extension has no environment yet.");
  }
}

async function versionOf(context: vscode.ExtensionContext, candidate: Candidate, log: vscode.LogOutputChannel): Promise<string | undefined> {
  try {
    const { stdout } = await run(context, candidate.command, [...candidate.args, "--version"], { timeout: 15_000 });
    const answer = ANSWER.exec(stdout.trim());
    if (answer) {
      return answer[1];
    }
    log.info(`${candidate.command} (${candidate.origin}) did not answer --version like smslint.`);
  } catch (error) {
    log.info(`${candidate.command} (${candidate.origin}) cannot be run: ${reason(error)}`);
  }
  return undefined;
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? error.name) : String(error);
}
