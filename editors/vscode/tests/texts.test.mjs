// Every sentence has its Chinese, nothing is translated that is not said, and every name that package.json uses exists.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const extension = dirname(dirname(fileURLToPath(import.meta.url)));
const read = (path) => readFileSync(join(extension, path), "utf8");
const json = (path) => JSON.parse(read(path));
const holes = (text) => [...text.matchAll(/\{\d\}/g)].map(([hole]) => hole).sort();

test("every sentence of the sources is translated, with the same holes", () => {
  const said = new Set();
  for (const path of readdirSync(join(extension, "src"), { recursive: true }).filter((name) => name.endsWith(".ts"))) {
    for (const [, text] of read(join("src", path)).matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)) {
      said.add(JSON.parse(text));
    }
  }
  const translated = json("l10n/bundle.l10n.zh-cn.json");
  assert.deepEqual(Object.keys(translated).sort(), [...said].sort());
  for (const [text, chinese] of Object.entries(translated)) {
    assert.deepEqual(holes(chinese), holes(text), text);
  }
});

test("package.json's names are there in both languages, and no others", () => {
  const used = [...new Set([...read("package.json").matchAll(/"%([\w.]+)%"/g)].map(([, name]) => name))].sort();
  for (const file of ["package.nls.json", "package.nls.zh-cn.json"]) {
    assert.deepEqual(Object.keys(json(file)).sort(), used, file);
  }
});

test("every page of the walkthrough is there in Chinese, where VS Code looks for it", () => {
  const pages = readdirSync(join(extension, "walkthrough")).map((name) => name.split("."));
  const english = pages.filter((name) => name.length === 2).map(([name]) => name);
  const chinese = pages.filter((name) => name.slice(1).join(".") === "nls.zh-cn.md").map(([name]) => name);
  assert.ok(english.length > 0);
  assert.deepEqual(chinese.sort(), english.sort());
});

test("every command has a place in the sources, and every file that package.json names exists", () => {
  const sources = readdirSync(join(extension, "src"), { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => read(join("src", name)))
    .join("\n");
  for (const { command } of json("package.json").contributes.commands) {
    assert.ok(sources.includes(`"${command}"`), command);
  }
  for (const [, path] of read("package.json").matchAll(/"\.?\/?((?:media|schemas|snippets|syntaxes|walkthrough)\/[^"]+)"/g)) {
    assert.ok(existsSync(join(extension, path)), path);
  }
});
