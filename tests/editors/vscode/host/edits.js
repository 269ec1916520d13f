const assert = require("node:assert/strict");
const vscode = require("vscode");
const { FRONT, awaitFindings, open, place, until } = require("./documents");

const lastLine = (document) => document.lineAt(document.lineCount - 1).text;

module.exports = {
  "completion after $ offers variables that bring their declarations": async (folder) => {
    const { document, editor } = await open(folder, `${FRONT}🎉您好\${name}，您的订单已发货`);
    const at = place(document, "已发货");
    await editor.edit((edit) => edit.insert(at, "$"));
    const after = at.translate(0, 1);
    const list = await until("completions after $", async () => {
      const found = await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, after, "$", 100);
      return found.items.some((item) => String(item.label.label ?? item.label).includes("${")) && found;
    });
    const declaring = list.items.filter((item) => (item.additionalTextEdits ?? []).some((edit) => edit.newText.includes("attribute") || /: \w+/.test(edit.newText)));
    assert.ok(declaring.length > 3, `${declaring.length} of ${list.items.length} declare`);
    for (const item of declaring) {
      assert.ok(item.additionalTextEdits.every((edit) => edit.range.start.line < at.line), "a declaration stands in the front matter");
    }
  },

  "a quick fix mends a placeholder and nothing else": async (folder) => {
    const { document } = await open(folder, `${FRONT}😀您好{{name}}，您的订单已发货`);
    const [found] = await awaitFindings(document, "foreign-placeholder");
    const actions = await vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, found.range, vscode.CodeActionKind.QuickFix.value, 20);
    const action = actions.find((each) => each.title.startsWith("Replace with ${name}"));
    assert.ok(action?.edit, JSON.stringify(actions.map((each) => each.title)));
    await vscode.workspace.applyEdit(action.edit);
    assert.equal(document.getText(), `${FRONT}😀您好\${name}，您的订单已发货`);
  },

  "fix all is offered to save actions and to the command": async (folder) => {
    const { document } = await open(folder, `${FRONT}您好\${name}，您的订单Ａ７已发货  `);
    await awaitFindings(document, "full-width-alphanumeric");
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const actions = await vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, whole, vscode.CodeActionKind.SourceFixAll.value, 5);
    assert.ok(actions.some((each) => each.kind.value.startsWith("source.fixAll")), JSON.stringify(actions.map((each) => each.title)));
    await vscode.commands.executeCommand("smslint.fixFile");
    await until("the mended text", () => lastLine(document) === "您好${name}，您的订单A7已发货", () => document.getText());
  },

  "a rename changes the declaration and each use": async (folder) => {
    const { document } = await open(folder, `${FRONT}🎉您好\${name}，\${name}的订单已发货`);
    const at = place(document, "${name}", 1).translate(0, 3);
    const edit = await until("a rename", () =>
      vscode.commands.executeCommand("vscode.executeDocumentRenameProvider", document.uri, at, "buyer").then((found) => found?.size > 0 && found, () => undefined));
    await vscode.workspace.applyEdit(edit);
    assert.equal(document.getText(), `${FRONT.replace("  name:", "  buyer:")}🎉您好\${buyer}，\${buyer}的订单已发货`);
  },
};
