const assert = require("node:assert/strict");
const { mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const vscode = require("vscode");
const { awaitFindings, awaitNone, findings, open, place, until } = require("./documents");

const TEMPLATE = "---\nname: 登录\ntype: verification\ncode: SMS_270000002\nvariables:\n  code: numberCaptcha\n---\n您的验证码为${code}，请勿泄露。\n";
const JAVA = `class Sender {
    void send(String code) {
        SendSmsRequest request = new SendSmsRequest();
        request.setSignName("示例🎉科技");
        request.setTemplateCode("SMS_270000002");
        request.setTemplateParam("{\\"🎉\\":\\"😀\\",\\"nmuber\\":\\"" + code + "\\"}");
    }
}
`;
let number = 0;

/** A folder whose source code is read, with a template. */
function project(folder, settings) {
  const made = join(folder, `code-${++number}`);
  mkdirSync(made);
  writeFileSync(join(made, "smslint.toml"), settings);
  writeFileSync(join(made, "login.sms"), TEMPLATE);
  return made;
}

module.exports = {
  "source code is checked once the settings want it read": async (folder) => {
    const made = project(folder, "");
    const { document } = await open(made, JAVA, ".java");
    const { document: template } = await open(made, "您好${name}${order}");
    await awaitFindings(template, "adjacent-variables");
    assert.deepEqual(findings(document), []);
    writeFileSync(join(made, "smslint.toml"), "code = true\n");
    const missing = await awaitFindings(document, "parameter-missing");
    assert.equal(missing.length, 1);
    const marked = (await awaitFindings(document, "parameter-unknown")).map((each) => document.getText(each.range));
    assert.deepEqual(marked, ["🎉", "nmuber"]);
    writeFileSync(join(made, "smslint.toml"), "");
    await awaitNone(document, "parameter-missing");
  },

  "a code leads to its template, a key is completed and renamed by a fix": async (folder) => {
    const made = project(folder, "code = true\n");
    const { document, editor } = await open(made, JAVA.replace('\\"🎉\\":\\"😀\\",', ""), ".java");
    const [found] = await awaitFindings(document, "parameter-unknown");
    const at = place(document, "SMS_27").translate(0, 2);
    const [target] = await vscode.commands.executeCommand("vscode.executeDefinitionProvider", document.uri, at);
    assert.match((target.uri ?? target.targetUri).path, /login\.sms$/);
    const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, at);
    assert.equal(hovers.length, 1);
    assert.match(hovers[0].contents.map((each) => each.value).join(""), /登录/);
    const actions = await vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, found.range, vscode.CodeActionKind.QuickFix.value, 20);
    const action = actions.find((each) => each.title.startsWith("Rename it to code"));
    assert.ok(action?.edit, JSON.stringify(actions.map((each) => each.title)));
    await vscode.workspace.applyEdit(action.edit);
    await awaitNone(document, "parameter-missing");
    await editor.edit((edit) => edit.replace(new vscode.Range(place(document, 'code\\"'), place(document, 'code\\"').translate(0, 4)), "c"));
    const inside = place(document, 'c\\":').translate(0, 1);
    await until("the key", async () => {
      const list = await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, inside);
      return list.items.some((item) => (item.label.label ?? item.label) === "code");
    });
  },

  "formatters, outlines and renames of source code are left to its own extensions": async (folder) => {
    const { document } = await open(project(folder, "code = true\n"), JAVA, ".java");
    await awaitFindings(document, "parameter-missing");
    const edits = await vscode.commands.executeCommand("vscode.executeFormatDocumentProvider", document.uri, { tabSize: 4, insertSpaces: true });
    assert.ok(!edits || edits.length === 0);
    const symbols = await vscode.commands.executeCommand("vscode.executeDocumentSymbolProvider", document.uri);
    assert.ok(!symbols || symbols.length === 0);
  },
};
