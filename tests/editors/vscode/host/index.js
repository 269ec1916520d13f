// Runs inside the extension host, against the real vscode API, and writes what came of it into the folder.

const { readFileSync, readdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const vscode = require("vscode");
const cases = { ...require("./findings"), ...require("./edits"), ...require("./views"), ...require("./code"), ...require("./life") };

exports.run = async () => {
  const folder = vscode.workspace.workspaceFolders[0].uri.fsPath;
  const { word } = JSON.parse(readFileSync(join(folder, "wanted.json"), "utf8"));
  const results = [];
  for (const [name, run] of Object.entries(cases)) {
    if (name.includes(word)) {
      const before = Date.now();
      let why = null;
      try {
        await run(folder);
      } catch (error) {
        why = String(error.stack ?? error);
      }
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      results.push({ name, why, seconds: (Date.now() - before) / 1000 });
      writeFileSync(join(folder, "progress.json"), JSON.stringify(results));
    }
  }
  writeFileSync(join(folder, "results.json"), JSON.stringify(results));
};
