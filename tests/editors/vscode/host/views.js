const assert = require("node:assert/strict");
const vscode = require("vscode");
const { FRONT, awaitFindings, open, place, until } = require("./documents");

const ask = (command, ...values) => vscode.commands.executeCommand(command, ...values);
const textOf = (content) => (typeof content === "string" ? content : content.value);

module.exports = {
  "hover tells of a variable and of a finding's rule": async (folder) => {
    const { document } = await open(folder, `${FRONT}🎉您好\${name}，您的订单已发货`);
    const hover = await until("a hover", async () => {
      const found = await ask("vscode.executeHoverProvider", document.uri, place(document, "${name}").translate(0, 4));
      return found.length > 0 && found;
    });
    const text = hover.flatMap((each) => each.contents.map(textOf)).join("\n");
    assert.match(text, /user_nick/);
  },

  "inlay hints stand behind the variables": async (folder) => {
    const { document } = await open(folder, `${FRONT}🎉您好\${name}，您的订单已发货`);
    const hints = await until("inlay hints", async () => {
      const found = await ask("vscode.executeInlayHintProvider", document.uri, new vscode.Range(0, 0, document.lineCount, 0));
      return found.length > 0 && found;
    });
    assert.deepEqual(hints[0].position, place(document, "，您的订单"));
    assert.match(typeof hints[0].label === "string" ? hints[0].label : hints[0].label.map((part) => part.value).join(""), /20/);
  },

  "code lenses tell lengths and lead to the preview and the request": async (folder) => {
    const { document } = await open(folder, `${FRONT}🎉您好\${name}，您的订单已发货`);
    const lenses = await until("code lenses", async () => {
      const found = await ask("vscode.executeCodeLensProvider", document.uri, 10);
      return found.length > 0 && found;
    });
    const commands = new Set(lenses.map((lens) => lens.command?.command));
    assert.ok(commands.has("smslint.showPreview") && commands.has("smslint.copyRequest"), [...commands].join());
  },

  "symbols, definitions and references are there": async (folder) => {
    const { document } = await open(folder, `${FRONT}🎉您好\${name}，\${name}的订单已发货`);
    const at = place(document, "${name}", 1).translate(0, 3);
    const references = await until("references", async () => {
      const found = await ask("vscode.executeReferenceProvider", document.uri, at);
      return found.length > 1 && found;
    });
    assert.equal(references.length, 3);
    const [definition] = await ask("vscode.executeDefinitionProvider", document.uri, at);
    assert.equal((definition.range ?? definition.targetRange).start.line, 5);
    const symbols = await ask("vscode.executeDocumentSymbolProvider", document.uri);
    assert.equal(symbols[0].name, "发货通知");
  },

  "the request is copied": async (folder) => {
    const text = "---\nname: 发货通知\ntype: notification\nsignature: 示例科技\ndescription: 订单发货后通知买家\nvariables:\n  name: { attribute: user_nick, example: 林间小鹿 }\n---\n您好${name}，您的订单已发货，请注意查收。";
    const { document } = await open(folder, text);
    await until("the preview", async () => (await ask("vscode.executeCodeLensProvider", document.uri, 10)).length > 0);
    await ask("smslint.copyRequest");
    const body = JSON.parse(await vscode.env.clipboard.readText());
    assert.equal(body.TemplateContent, "您好${name}，您的订单已发货，请注意查收。");
    assert.deepEqual(JSON.parse(body.TemplateRule), { name: "user_nick" });
  },

  "the account's template is shown beside the document": async (folder) => {
    const { mkdirSync, writeFileSync } = require("node:fs");
    const { join } = require("node:path");
    const own = join(folder, "account");
    mkdirSync(own);
    const record = { record: "template", code: "SMS_270000002", name: null, type: "notification", content: "您寄存的${item}已由前台签收。", variables: { item: "others" }, signature: null, description: null, scene: null, status: "approved", reason: null, origin: null, order: null, created: null, decided: null, carriers: null, redirection: null, intl_type: null, raw: null, seen: { GetSmsTemplate: "2026-11-28T18:00:00+08:00" } };
    const header = { record: "header", version: 1, account: null, complete: {} };
    writeFileSync(join(own, "smslint.lock"), `${JSON.stringify(header)}\n${JSON.stringify(record)}\n`);
    writeFileSync(join(own, "smslint.toml"), "");
    const front = "---\ntype: notification\ncode: SMS_270000002\nvariables:\n  item: others\n---\n";
    const { document } = await open(own, `${front}您寄存的\${item}已由我们签收。`);
    const lens = await until("the lens of the account", async () => {
      const found = await ask("vscode.executeCodeLensProvider", document.uri, 10);
      return found.find((each) => each.command?.command === "smslint.compareAccount");
    });
    await ask(lens.command.command, ...lens.command.arguments);
    const tab = await until("the diff", () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff && vscode.window.tabGroups.activeTabGroup.activeTab);
    assert.equal(tab.input.modified.toString(), document.uri.toString());
    const before = await vscode.workspace.openTextDocument(tab.input.original);
    assert.equal(before.getText(), `${front}您寄存的\${item}已由前台签收。`);
    assert.match(tab.label, /SMS_270000002/);
  },

  "snippets write templates that pass": async (folder) => {
    const { readFileSync } = require("node:fs");
    const { join } = require("node:path");
    const extension = vscode.extensions.getExtension("smslint.smslint").extensionPath;
    const snippets = JSON.parse(readFileSync(join(extension, "snippets/smstemplate.json"), "utf8"));
    for (const [name, { body }] of Object.entries(snippets)) {
      const { document, editor } = await open(folder, "");
      await editor.insertSnippet(new vscode.SnippetString(body.join("\n")));
      await new Promise((done) => setTimeout(done, 600));
      const errors = vscode.languages.getDiagnostics(document.uri).filter((each) => each.severity === vscode.DiagnosticSeverity.Error);
      assert.deepEqual(errors.map((each) => `${each.code?.value}: ${each.message}`), [], name);
      assert.ok(document.getText().startsWith("---\n"), name);
      await document.save();
    }
  },
};
