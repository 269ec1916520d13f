// Documents of the test, and what the editor says of them.

const { writeFileSync } = require("node:fs");
const { join } = require("node:path");
const vscode = require("vscode");

const PATIENCE = 40_000;

/** Waits until a question is answered truthily; the answer. */
async function until(what, ask, detail = () => "") {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`${what}: not after ${PATIENCE / 1000} s. ${detail()}`);
    }
    await new Promise((done) => setTimeout(done, 50));
  }
}

let number = 0;
/** Opens a new document that holds a text; its name ends as wanted. */
async function open(folder, text, ending = ".sms") {
  const path = join(folder, `case-${++number}${ending}`);
  writeFileSync(path, text);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const editor = await vscode.window.showTextDocument(document);
  return { document, editor };
}

const ruleOf = (diagnostic) => (typeof diagnostic.code === "object" ? diagnostic.code.value : diagnostic.code);

/** The findings of a rule, or all of ours. */
function findings(document, rule) {
  const all = vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === "smslint");
  return rule === undefined ? all : all.filter((each) => ruleOf(each) === rule);
}

const told = (document) => () => `Findings: ${JSON.stringify(vscode.languages.getDiagnostics(document.uri).map((each) => [ruleOf(each), document.getText(each.range)]))} in ${document.getText()}`;

/** Waits for the findings of a rule. */
async function awaitFindings(document, rule) {
  return until(`a finding of ${rule}`, () => { const found = findings(document, rule); return found.length > 0 && found; }, told(document));
}

/** Waits until a rule has no findings. */
async function awaitNone(document, rule) {
  await until(`no finding of ${rule}`, () => findings(document, rule).length === 0, told(document));
}

/** The place of the nth occurrence of a text. */
function place(document, text, skip = 0) {
  let offset = -1;
  for (let times = 0; times <= skip; times++) {
    offset = document.getText().indexOf(text, offset + 1);
  }
  return document.positionAt(offset);
}

const FRONT = "---\nname: 发货通知\ntype: notification\nsignature: 示例科技\nvariables:\n  name: user_nick\n---\n";

module.exports = { FRONT, awaitFindings, awaitNone, findings, open, place, ruleOf, until };
