const assert = require("node:assert/strict");
const { mkdirSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
const vscode = require("vscode");
const { awaitFindings, awaitNone, findings, open, ruleOf, until } = require("./documents");

const YAML = "templates:\n  - name: 发货\n    type: notification\n    content: 您好${name}${order}已发货\n";

module.exports = {
  "findings stand at the right columns on a Chinese line with emoji before them": async (folder) => {
    const { document } = await open(folder, "🎉👨‍👩‍👧您好😀${name}${order}，请查收。");
    const [found] = await awaitFindings(document, "adjacent-variables");
    assert.equal(document.getText(found.range), "${name}${order}");
    assert.equal(found.range.start.character, "🎉👨‍👩‍👧您好😀".length);
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    for (const emoji of await awaitFindings(document, "unsupported-character")) {
      assert.match(document.getText(emoji.range), /^\p{Extended_Pictographic}/u);
    }
  },

  "each finding is there once, carries its rule's id, and leads to its page": async (folder) => {
    const { document } = await open(folder, "您好${name}${order}，请查收。");
    const found = await awaitFindings(document, "adjacent-variables");
    assert.equal(found.length, 1);
    const { value, target } = found[0].code;
    assert.equal(value, "adjacent-variables");
    assert.equal(target.scheme, "command");
    assert.match(decodeURIComponent(target.toString(true)), /^command:smslint\.showRule\?.*"rule": "adjacent-variables"/);
  },

  "an edit updates the findings": async (folder) => {
    const { document, editor } = await open(folder, "您好${name}${order}，请查收。");
    await awaitFindings(document, "adjacent-variables");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 9), "，订单"));
    await awaitNone(document, "adjacent-variables");
    await vscode.commands.executeCommand("undo");
    await awaitFindings(document, "adjacent-variables");
  },

  "manifests and tables of templates are checked too": async (folder) => {
    for (const [ending, text] of Object.entries({
      ".sms.yaml": YAML,
      ".sms.yml": YAML,
      ".sms.json": '{"type": "notification", "content": "您好${name}${order}已发货"}',
      ".sms.jsonl": '{"type": "notification", "content": "您好${name}${order}已发货"}\n',
      ".sms.csv": "name,type,content\n发货,notification,您好${name}${order}已发货\n",
      ".sms.tsv": "name\ttype\tcontent\n发货\tnotification\t您好${name}${order}已发货\n",
    })) {
      const { document } = await open(folder, text, ending);
      const [found] = await awaitFindings(document, "adjacent-variables");
      assert.equal(document.getText(found.range), "${name}${order}", ending);
    }
  },

  "other YAML is left alone": async (folder) => {
    const { document } = await open(folder, YAML, ".yaml");
    const { document: checked } = await open(folder, "您好${name}${order}");
    await awaitFindings(checked, "adjacent-variables");
    assert.deepEqual(findings(document), []);
  },

  "an untitled template is checked": async () => {
    const document = await vscode.workspace.openTextDocument({ language: "smstemplate", content: "您好${name}${order}" });
    await vscode.window.showTextDocument(document);
    await awaitFindings(document, "adjacent-variables");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  },

  "a settings file that appears or changes is noticed at once": async (folder) => {
    const sub = join(folder, "file-changes");
    mkdirSync(sub, { recursive: true });
    const { document } = await open(sub, "您好${name}${order}，请查收。");
    await awaitFindings(document, "adjacent-variables");
    writeFileSync(join(sub, "smslint.toml"), 'ignore = ["adjacent-variables"]\n');
    await awaitNone(document, "adjacent-variables");
    writeFileSync(join(sub, "smslint.toml"), 'severity = { adjacent-variables = "info" }\n');
    const [found] = await awaitFindings(document, "adjacent-variables");
    assert.equal(found.severity, vscode.DiagnosticSeverity.Information);
  },

  "the editor's settings apply where no settings file governs, and only there": async (folder) => {
    const governed = join(folder, "governed");
    mkdirSync(governed, { recursive: true });
    writeFileSync(join(governed, "smslint.toml"), "");
    const { document: inside } = await open(governed, "您好${name}${order}，请查收。");
    const { document: outside } = await open(folder, "您好${name}${order}，请查收。");
    await awaitFindings(inside, "adjacent-variables");
    await awaitFindings(outside, "adjacent-variables");
    const settings = vscode.workspace.getConfiguration("smslint");
    await settings.update("ignore", ["adjacent-variables"], vscode.ConfigurationTarget.Global);
    try {
      await awaitNone(outside, "adjacent-variables");
      assert.equal(findings(inside, "adjacent-variables").length, 1);
    } finally {
      await settings.update("ignore", undefined, vscode.ConfigurationTarget.Global);
    }
    await awaitFindings(outside, "adjacent-variables");
  },

  "JSON manifests are checked by their schema, requests of the API are not": async (folder) => {
    const { document } = await open(folder, '{"type": "notification", "content": "您好", "signatur": "示例"}', ".sms.json");
    const foreign = () => vscode.languages.getDiagnostics(document.uri).filter((each) => each.source !== "smslint");
    const [found] = await until("a finding of the JSON extension", () => foreign().length > 0 && foreign());
    assert.match(document.getText(found.range), /signatur/);
    const request = '{"TemplateName": "发货", "TemplateType": 1, "TemplateContent": "您好${name}${order}", "Remark": "发货"}';
    const { document: other } = await open(folder, request, ".sms.json");
    await awaitFindings(other, "adjacent-variables");
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri).filter((each) => each.source !== "smslint").map(ruleOf), []);
  },
};
