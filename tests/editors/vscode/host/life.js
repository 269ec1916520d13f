const { readFileSync, readdirSync } = require("node:fs");
const vscode = require("vscode");
const { awaitFindings, awaitNone, open, until } = require("./documents");

/** The server's process: a child of the extension host. */
function server() {
  for (const each of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const parent = Number(readFileSync(`/proc/${each}/stat`, "utf8").replace(/^.*\) \S /, "").split(" ")[0]);
      const words = readFileSync(`/proc/${each}/cmdline`, "utf8").split("\0");
      if (parent === process.pid && words.includes("server") && words.some((word) => word.includes("smslint"))) {
        return Number(each);
      }
    } catch {
      // The process has ended meanwhile.
    }
  }
  return undefined;
}

module.exports = {
  "a server that crashes is started again and goes on": async (folder) => {
    const { document, editor } = await open(folder, "您好${name}${order}，请查收。");
    await awaitFindings(document, "adjacent-variables");
    const first = server();
    process.kill(first, "SIGKILL");
    await until("another server", () => server() !== undefined && server() !== first);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 9), "，订单"));
    await awaitNone(document, "adjacent-variables");
    await vscode.commands.executeCommand("undo");
    await awaitFindings(document, "adjacent-variables");
  },

  "the server can be restarted": async (folder) => {
    const { document } = await open(folder, "您好${name}${order}，请查收。");
    await awaitFindings(document, "adjacent-variables");
    const first = server();
    await vscode.commands.executeCommand("smslint.restart");
    await until("another server", () => server() !== undefined && server() !== first);
    await awaitFindings(document, "adjacent-variables");
  },
};
