/** Asks the Python extension, where it is installed, for the interpreter that the user has chosen. */

import * as vscode from "vscode";

interface PythonApi {
  readonly environments: {
    getActiveEnvironmentPath(): { readonly path: string };
    resolveEnvironment(environment: { readonly path: string }): Promise<
      { readonly executable: { readonly uri?: vscode.Uri }; readonly version?: { readonly major?: number; readonly minor?: number } } | undefined
    >;
    readonly onDidChangeActiveEnvironmentPath: vscode.Event<unknown>;
  };
}

/** The path of the chosen interpreter, undefined where there is none or it is older than Python 3.11. */
export async function activeInterpreter(log: vscode.LogOutputChannel): Promise<string | undefined> {
  const api = await pythonApi(log);
  if (api === undefined) {
    return undefined;
  }
  const environment = await api.environments.resolveEnvironment(api.environments.getActiveEnvironmentPath());
  const path = environment?.executable.uri?.fsPath;
  const { major = 0, minor = 0 } = environment?.version ?? {};
  if (path === undefined || major < 3 || (major === 3 && minor < 11)) {
    log.info(`The Python extension's interpreter is ${path ?? "not set"} (${major}.${minor}); 3.11 or later is needed.`);
    return undefined;
  }
  return path;
}

/** Calls back when the user chooses another interpreter. */
export async function onInterpreterChange(log: vscode.LogOutputChannel, changed: () => void): Promise<vscode.Disposable | undefined> {
  return (await pythonApi(log))?.environments.onDidChangeActiveEnvironmentPath(changed);
}

async function pythonApi(log: vscode.LogOutputChannel): Promise<PythonApi | undefined> {
  const extension = vscode.extensions.getExtension<Partial<PythonApi> | undefined>("ms-python.python");
  if (extension === undefined) {
    log.info("The Python extension is not installed.");
    return undefined;
  }
  try {
    const { environments } = (await extension.activate()) ?? {};
    return environments === undefined ? undefined : { environments };
  } catch (error) {
    log.info(`The Python extension did not respond: ${String(error)}`);
    return undefined;
  }
}
