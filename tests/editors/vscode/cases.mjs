// What a user does and sees in the window.

import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, readlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PATIENCE, fill, folderOf, open, until } from "./workbench.mjs";

const FRONT = "---\nname: 发货通知\ntype: notification\nsignature: 示例科技\ndescription: 订单发货后通知买家\nvariables:\n  name: { attribute: user_nick, example: 林间小鹿 }\n  order: { attribute: other_number2, example: A20260515001 }\n---\n";
const GOOD = `${FRONT}您好\${name}，您的订单\${order}已发货，请注意查收。`;
const SHORT = `${FRONT.replace(/ {2}order.*\n/, "")}您好\${name}，您的订单已发货，请注意查收。`;
const BAD = `${FRONT}🎉您好\${name}\${order}，您的订单已发货，{{time}}前送达。`;
const MENDABLE = `${FRONT}您好{{name}}，您的订单\${order}已发货。`;
/** By what pages in the workbench call them. */
const THEMES = { light: "Default Light Modern", dark: "Default Dark Modern", "high-contrast": "Default High Contrast" };
const NODE = join(process.env.SMSLINT_EDITORS, "node24/bin");

/** Does something in a workbench; a picture tells what a failed case looked like. */
async function attempt(name, workbench, act) {
  try {
    await act(workbench);
  } catch (error) {
    await workbench.picture(`failed ${name}`);
    throw new Error(`${error.stack}\n${workbench.log()}`);
  }
}

/** Opens a workbench, does something in it, and closes it. */
function within(files, options, act) {
  return async (name) => {
    const workbench = await open(folderOf(files), options);
    try {
      await attempt(name, workbench, act);
    } finally {
      await workbench.close();
    }
  };
}

let shared;
/** Does something in the one workbench that is kept, with these files only: starting VS Code takes longer than most cases. */
function withinShared(files, act) {
  return async (name) => {
    const isUsed = shared !== undefined;
    shared ??= await open(folderOf(files));
    try {
      await attempt(name, shared, async (workbench) => {
        if (isUsed) {
          await workbench.clear();
          fill(workbench.folder, files);
        }
        await act(workbench);
      });
    } catch (error) {
      await closeShared();
      throw error;
    }
  };
}

export async function closeShared() {
  await shared?.close();
  shared = undefined;
}

/** The text of a.sms, which is saved by itself. */
function text({ folder }) {
  return readFileSync(join(folder, "a.sms"), "utf8");
}

/** The text of the editor, as far as it is on the screen. */
async function screen(workbench) {
  const lines = await workbench.page.locator(".editor-instance .view-lines .view-line").allInnerTexts();
  return lines.join("\n").replaceAll("\u00a0", " ");
}

async function startPreview(workbench) {
  await workbench.command("SMS: Preview Messages");
  await workbench.preview().locator(".bubble").first().waitFor({ timeout: PATIENCE });
}

/** Rehearses with a table of the folder. */
async function rehearse(workbench, table) {
  await workbench.command("SMS: Rehearse Against a Table");
  await workbench.chooseFile("A table of recipients", join(workbench.folder, table));
}

/** Opens our walkthrough, known by its title; what its first page says. */
async function walkthrough(workbench, title) {
  const { page } = workbench;
  await workbench.command("Welcome: Open Walkthrough...");
  await workbench.see(".quick-input-list .monaco-list-row", title);
  await page.locator(".quick-input-widget input").first().fill(title);
  await page.keyboard.press("Enter");
  await page.locator(".getting-started-step").nth(3).waitFor({ timeout: PATIENCE });
  const texts = () => Promise.all(page.frames().map((frame) => frame.locator("body").innerText({ timeout: 1_000 }).catch(() => "")));
  return until(async () => (await texts()).find((text) => text.includes("smslint.path")), "the first page");
}

/** Opens MENDABLE and chooses the fix of its placeholder. */
async function mend(workbench, picture) {
  const { page } = workbench;
  await workbench.openFile("a.sms");
  await page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Home");
  for (let each = 0; each < 4; each++) {
    await page.keyboard.press("ArrowRight");
  }
  const offered = page.locator(".action-widget .monaco-list-row.action").first();
  for (let asked = 1; asked <= 5 && !(await offered.isVisible()); asked++) {
    // Findings that arrive now close the menu
    await page.keyboard.press("Control+.");
    await offered.waitFor({ timeout: 9_000 }).catch(() => undefined);
  }
  await workbench.picture(picture);
  const choices = await page.locator(".action-widget .monaco-list-row.action").allInnerTexts();
  assert.ok(choices.findIndex((each) => /Show documentation/.test(each)) < choices.findIndex((each) => /^Suppress/.test(each)), choices.join("; "));
  await page.keyboard.press("Enter");
  await until(() => text(workbench).includes("您好${name}"), "the mended text", () => text(workbench));
}

/** Modules that Python, pip and the server import, as a stranger's folder may bring them along. */
const MODULES = ["json", "re", "venv", "pip", "ensurepip", "logging", "smslint"];
const HOSTILE = "import os\nopen(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'was-run'), 'a').write(__name__)\n";

/** PATH without smslint, but with a Python. */
const BARE = { PATH: `${NODE}:/usr/local/bin:/usr/bin:/bin` };

/** Has the extension run in the browser, where no program can run. */
const IN_BROWSER = { settings: { "remote.extensionKind": { "smslint.smslint": ["web"] } }, environment: BARE };

export const cases = {
  "findings are underlined and stand in the Problems panel with links to their pages": withinShared({ "a.sms": BAD }, async (workbench) => {
    await workbench.openFile("a.sms");
    await workbench.page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
    await workbench.command("Problems: Focus on Problems View");
    const row = await workbench.see(".markers-panel .monaco-list-row", "adjacent-variables");
    const link = row.locator("a", { hasText: "adjacent-variables" });
    await link.waitFor();
    assert.match(await row.innerText(), /smslint/);
    await workbench.picture("problems");
  }),

  "typing $ and choosing a variable declares it": withinShared({ "a.sms": GOOD }, async (workbench) => {
    const { page } = workbench;
    await workbench.openFile("a.sms");
    await workbench.see(".statusbar-item", "Notification");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("单号$");
    await page.locator(".suggest-widget.visible .monaco-list-row").first().waitFor({ timeout: PATIENCE });
    await page.keyboard.type("{track");
    await workbench.see(".suggest-widget.visible .monaco-list-row", "track");
    await page.waitForTimeout(500);
    await workbench.picture("completion");
    await page.keyboard.press("Enter");
    await until(() => /单号\$\{\w*track\w*\}/.test(text(workbench)), "the variable in the text", () => text(workbench));
    await until(() => /^ *\w*track\w*:\s.*tracking_number/ms.test(text(workbench)), "its declaration", () => text(workbench));
  }),

  "the light bulb mends with one choice": withinShared({ "a.sms": MENDABLE }, async (workbench) => mend(workbench, "quick-fix")),

  "the preview follows the typing, and the status bar too": withinShared({ "a.sms": SHORT }, async (workbench) => {
    const { page } = workbench;
    await workbench.openFile("a.sms");
    await workbench.see(".statusbar-item", "1 seg.");
    await startPreview(workbench);
    const longest = workbench.preview().locator("article").nth(2);
    assert.match(await longest.innerText(), /1 billed segment/);
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("如有疑问请联系在线客服，我们将尽快为您处理。".repeat(3));
    await longest.locator(".account", { hasText: "3 billed segments" }).or(longest.locator(".account", { hasText: "2 billed segments" })).waitFor({ timeout: PATIENCE });
    assert.match(await longest.innerText(), /Part 2/);
    assert.match(await longest.innerText(), /我们将尽快为您处理/);
    await until(async () => /[23] seg\./.test(await page.locator(".statusbar").innerText()), "the status bar");
    await workbench.command("View: Close All Editors");
    await page.waitForTimeout(1_000);
    assert.equal(await page.locator(".tab").count(), 0, "what is closed stays closed");
  }),

  "the preview follows the cursor from item to item and from row to row, and never sticks": within(
    {
      "a.sms.yaml": ["一号", "二号", "三号"].map((name) => `- name: ${name}\n  type: notification\n  content: 您好，${name}已发货。\n`).join(""),
      "b.sms.csv": "name,type,content\n甲,notification,您好，甲已发货。\n乙,notification,您好，乙已发货。\n",
    },
    { settings: { "[yaml]": { "editor.autoIndent": "none" } } },
    async (workbench) => {
      const { page } = workbench;
      const shows = (text) => workbench.preview().locator("article", { hasText: text }).first().waitFor({ timeout: PATIENCE });
      const toText = () => page.locator(".editor-instance .view-lines").first().click();
      await workbench.openFile("a.sms.yaml");
      await workbench.see(".statusbar-item", "Notification");
      await startPreview(workbench);
      await toText();
      await page.keyboard.press("Control+Home");
      await shows("一号已发货");
      await page.keyboard.press("Control+End");
      await page.keyboard.press("ArrowUp");
      await shows("三号已发货");
      // What is above the template moves it; then it goes away.
      await page.keyboard.press("Control+Home");
      await page.keyboard.type("- name: 零号\n  type: notification\n  content: 您好，零号已发货。\n");
      await page.keyboard.press("ArrowUp");
      await shows("零号已发货");
      await page.keyboard.press("Control+End");
      await page.keyboard.press("ArrowUp");
      await shows("三号已发货");
      for (let line = 0; line < 3; line++) {
        await page.keyboard.press("Control+Shift+K");
        await page.keyboard.press("ArrowUp");
      }
      await shows("二号已发货");
      // A template that is chosen on the page is where the cursor goes.
      await workbench.preview().getByRole("combobox", { name: "Template" }).selectOption({ index: 0 });
      await shows("零号已发货");
      await workbench.see(".statusbar-item", "Ln 1,");
      await workbench.openFile("b.sms.csv");
      await page.keyboard.press("Control+Home");
      await page.keyboard.press("ArrowDown");
      await shows("甲已发货");
      await page.keyboard.press("ArrowDown");
      await shows("乙已发货");
      await workbench.picture("preview-rows");
    },
  ),

  "a page of a rule is rendered, in the reader's language": within({ "a.sms": BAD }, { settings: { "smslint.language": "zh" } }, async (workbench) => {
    const { page } = workbench;
    await workbench.openFile("a.sms");
    await page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
    await workbench.command("Problems: Focus on Problems View");
    const row = await workbench.see(".markers-panel .monaco-list-row", "adjacent-variables");
    await row.locator("a", { hasText: "adjacent-variables" }).click();
    const shown = workbench.preview();
    await shown.getByRole("heading", { name: "变量相邻" }).waitFor({ timeout: PATIENCE });
    assert.equal(await shown.getByRole("heading", { name: "Adjacent variables" }).count(), 0);
    assert.equal(await shown.locator(".katex").count(), 0);
    await workbench.picture("rule-page");
  }),

  "a table alone starts the checker": within({}, {}, async (workbench) => {
    await workbench.page.waitForTimeout(3_000);
    writeFileSync(join(workbench.folder, "lone.sms.csv"), "name,type,content\n甲,notification,您好${name}${order}已发货。\n");
    await workbench.openFile("lone.sms.csv");
    await workbench.page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
    await workbench.picture("lone-table");
  }),

  "each folder of a workspace has its own settings of the editor": within(
    {
      "all.code-workspace": JSON.stringify({ folders: [{ path: "one" }, { path: "two" }] }),
      "one/one.sms": BAD,
      "one/.vscode/settings.json": JSON.stringify({ "smslint.ignore": ["foreign-placeholder"] }),
      "two/two.sms": `${FRONT.replace("发货通知", "积分通知")}🎉您好\${name}\${order}，会员积分已到账，请于{{time}}前到店兑换。`,
      "two/.vscode/settings.json": JSON.stringify({ "smslint.ignore": ["adjacent-variables"] }),
    },
    { workspace: "all.code-workspace" },
    async (workbench) => {
      await workbench.openFile("two.sms");
      await workbench.openFile("one.sms");
      await workbench.command("Problems: Focus on Problems View");
      const rows = workbench.page.locator(".markers-panel .monaco-list-row");
      const seen = async () => (await rows.allInnerTexts()).map((text) => text.match(/(one|two)\.sms|adjacent-variables|foreign-placeholder/)?.[0]);
      const wanted = ["one.sms", "adjacent-variables", "two.sms", "foreign-placeholder"].join();
      await until(async () => (await seen()).filter(Boolean).join() === wanted, "one finding in each", async () => (await seen()).join());
      await workbench.picture("folders");
    },
  ),

  "the walkthrough ticks what was done": within({ "a.sms": GOOD, "recipients.csv": "name,order\n林间小鹿,A20260515001\n" }, {}, async (workbench) => {
    const { page } = workbench;
    await workbench.openFile("a.sms");
    await workbench.see(".statusbar-item", "Notification");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("谢谢。");
    await startPreview(workbench);
    await rehearse(workbench, "recipients.csv");
    await workbench.preview().locator(".rehearsal").getByText("All 1 rows").waitFor({ timeout: PATIENCE });
    assert.doesNotMatch(await walkthrough(workbench, "Write SMS templates that pass"), /检查/);
    await until(async () => (await page.locator(".getting-started-step .codicon.complete").count()) === 4, "four ticks");
    await workbench.picture("walkthrough");
  }),

  "the interface is Chinese where the editor is": within({ "发货通知.sms": BAD }, { locale: "zh-cn" }, async (workbench) => {
    await workbench.openFile("发货通知.sms");
    await workbench.page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
    await workbench.see(".statusbar-item", "通知");
    await workbench.command("SMS: 预览");
    await workbench.preview().locator(".bubble").first().waitFor({ timeout: PATIENCE });
    await workbench.preview().getByText("最长").first().waitFor();
    await workbench.picture("chinese");
    await workbench.command("View: Close All Editors");
    const told = await walkthrough(workbench, "写出能过审的短信模板");
    assert.match(told, /找不到时，任选其一/);
    assert.doesNotMatch(told, /The extension looks for/);
    await workbench.picture("chinese-walkthrough");
  }),

  "a digital message is shown with its frames": withinShared(
    {
      "a.sms": "---\nname: 新品\ntype: digital\nsignature: 湖畔民宿\nframes:\n  - image: a.png\n    text: 新茶已上架<b>。\n---\n",
      "a.png": Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64"),
    },
    async (workbench) => {
      await workbench.openFile("a.sms");
      await workbench.command("SMS: Preview Messages");
      const preview = workbench.preview();
      await preview.getByText("新茶已上架<b>。").first().waitFor({ timeout: PATIENCE });
      const picture = preview.locator("img").first();
      await picture.waitFor({ timeout: PATIENCE });
      assert.equal(await picture.evaluate((image) => image.naturalWidth), 1);
      await workbench.picture("digital");
    },
  ),

  "the preview can be used from the keyboard and by screen readers, and loads nothing from elsewhere": withinShared(
    { "two.sms.yaml": "templates:\n  - name: 一号\n    type: notification\n    signature: 示例科技\n    content: 您好，您的订单已发货。\n  - name: 二号\n    type: notification\n    signature: 示例科技\n    content: 您好，您的包裹已签收。\n" },
    async (workbench) => {
      const { page } = workbench;
      const asked = [];
      page.on("request", (request) => {
        if (request.frame() !== page.mainFrame()) {
          asked.push(new URL(request.url()));
        }
      });
      await workbench.openFile("two.sms.yaml");
      await workbench.see(".statusbar-item", "Notification");
      await startPreview(workbench);
      const preview = workbench.preview();
      const policy = await preview.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
      assert.match(policy, /^default-src 'none'; style-src [^;]+; script-src 'nonce-[\w-]{36}'; img-src data:; media-src data:$/);
      assert.doesNotMatch(policy, /unsafe/);
      assert.deepEqual(asked.filter(({ protocol, hostname }) => protocol.startsWith("http") && hostname !== "127.0.0.1" && !hostname.endsWith(".vscode-resource.vscode-cdn.net")).map(String), []);
      assert.equal(await preview.getByRole("article", { name: "Longest message" }).count(), 1);
      assert.ok((await preview.getByRole("status").count()) >= 1);
      const chooser = preview.getByRole("combobox", { name: "Template" });
      await chooser.focus();
      await page.keyboard.press("ArrowDown");
      await preview.locator("article", { hasText: "您的包裹已签收" }).first().waitFor({ timeout: PATIENCE });
      await page.keyboard.press("Tab");
      assert.equal(await preview.locator(":focus").innerText(), "Rehearse against a table…");
    },
  ),

  "everything has its colours in every theme": within(
    { "发货通知.sms": BAD },
    { settings: { "smslint.price": { notification: 0.045 } } },
    async (workbench) => {
      const { page } = workbench;
      await workbench.openFile("发货通知.sms");
      await page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
      await startPreview(workbench);
      const seen = new Set();
      for (const [kind, theme] of Object.entries(THEMES)) {
        fill(workbench.folder, { ".vscode/settings.json": JSON.stringify({ "workbench.colorTheme": theme }) });
        await workbench.preview().locator(`body[data-vscode-theme-kind="vscode-${kind}"]`).waitFor({ timeout: PATIENCE });
        await page.waitForTimeout(800);
        const colours = await workbench.preview().locator(".bubble").first().evaluate((bubble) => {
          const { color, backgroundColor } = getComputedStyle(bubble);
          return { color, backgroundColor };
        });
        assert.notEqual(colours.color, colours.backgroundColor);
        seen.add(colours.color);
        assert.match(await workbench.preview().locator(".account").first().innerText(), /0\.045 per message$/);
        await workbench.picture(`theme-${kind}`);
      }
      assert.equal(seen.size, 3);
    },
  ),

  "a rehearsal shows which rows would fail": withinShared(
    {
      "a.sms": GOOD,
      "recipients.csv": "name,order\n林间小鹿,A20260515001\n小鹿🦌,A20260515002\n海边,A20260515003\n小鹿🦌🦌,订单四\n",
    },
    async (workbench) => {
      const { page } = workbench;
      await workbench.openFile("a.sms");
      await workbench.see(".statusbar-item", "Notification");
      await rehearse(workbench, "recipients.csv");
      const outcome = workbench.preview().locator(".rehearsal");
      await outcome.locator("table").first().waitFor({ timeout: PATIENCE });
      assert.match(await outcome.innerText(), /4 rows; 2 would fail/);
      assert.match(await outcome.innerText(), /\d\s+小鹿🦌/);
      await workbench.picture("rehearsal");
    },
  ),

  "a rehearsal says what was meant, and saves the rows with problems, but never over the table": withinShared(
    { "a.sms": GOOD, "recipients.csv": "name,order\n林间小鹿,A20260515001\n小鹿,A20260515002 \n海边🦌,A20260515003\n" },
    async (workbench) => {
      const { page, folder } = workbench;
      const table = join(folder, "recipients.csv");
      const save = async (path, exists) => {
        const input = page.locator(".quick-input-widget").filter({ hasText: "Save the rows with problems" }).locator("input").first();
        await workbench.preview().getByRole("button", { name: "Save the rows with problems…" }).click();
        await input.waitFor({ timeout: PATIENCE });
        await until(async () => (await input.inputValue()) === join(folder, "recipients-problems.csv"), "the name beside the table", () => input.inputValue());
        await page.waitForTimeout(1_000); // the dialog reads the folder
        await input.fill(path);
        await page.waitForTimeout(500);
        await page.keyboard.press("Enter");
        if (exists) {
          await workbench.see(".quick-input-widget", "already exists");
          await page.keyboard.press("Enter");
        }
      };
      await workbench.openFile("a.sms");
      await workbench.see(".statusbar-item", "Notification");
      await rehearse(workbench, "recipients.csv");
      const outcome = workbench.preview().locator(".rehearsal");
      await outcome.locator("tr", { hasText: "Probably meant" }).first().waitFor({ timeout: PATIENCE });
      const meant = await outcome.locator("tbody tr").filter({ hasText: "A20260515002" }).locator("td").allTextContents();
      assert.deepEqual(meant, ["3", "A20260515002␣", "A20260515002"]);
      await workbench.picture("rehearsal-suggestion");
      const before = readFileSync(table, "utf8");
      await save(table, true);
      await workbench.see(".notification-toast", "Choose another name");
      await workbench.picture("rehearsal-over-input");
      assert.equal(readFileSync(table, "utf8"), before);
      await page.keyboard.press("Escape");
      const saved = join(folder, "recipients-problems.csv");
      await save(saved, false);
      await workbench.see(".notification-toast", "Rows saved in recipients-problems.csv: 2");
      await workbench.picture("rehearsal-saved");
      assert.match(readFileSync(saved, "utf8"), /A20260515002 ,3,[^]*order=A20260515002/);
    },
  ),

  "a table that cannot be rehearsed is told in place of the result before": withinShared(
    { "a.sms": GOOD, "recipients.csv": "name,order\n林间小鹿,A20260515001\n", "contacts.csv": "电话,城市\n13800138000,杭州\n" },
    async (workbench) => {
      await workbench.openFile("a.sms");
      await workbench.see(".statusbar-item", "Notification");
      await rehearse(workbench, "recipients.csv");
      const outcome = workbench.preview().locator(".rehearsal");
      await outcome.getByText("All 1 rows can be sent.").waitFor({ timeout: PATIENCE });
      await rehearse(workbench, "contacts.csv");
      await outcome.getByText("The rehearsal was not possible.").waitFor({ timeout: PATIENCE });
      const told = await outcome.innerText();
      assert.match(told, /contacts\.csv[^]*its columns: 电话, 城市/);
      assert.doesNotMatch(told, /can be sent|--map/);
      assert.equal(await workbench.page.locator(".notification-toast", { hasText: "No column" }).count(), 0);
      await workbench.picture("rehearsal-failure");
    },
  ),

  "an explanation leads to the likely place in the template, and to the pages of rules": withinShared({ "a.sms": BAD }, async (workbench) => {
    const { page } = workbench;
    await workbench.openFile("a.sms");
    await page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
    await page.keyboard.press("Control+Home");
    await workbench.command("SMS: Explain an Error");
    await workbench.see(".quick-input-widget", "What did the vendor answer?");
    await page.keyboard.type("变量相邻");
    await page.keyboard.press("Enter");
    await workbench.see(".quick-input-list .monaco-list-row", "Line 10: Adjacent variables");
    await workbench.picture("explanation-places");
    await (await workbench.see(".quick-input-list .monaco-list-row", "Line 10: Adjacent variables")).click();
    const shown = workbench.preview();
    const link = shown.getByRole("link", { name: "Adjacent variables" });
    await link.waitFor({ timeout: PATIENCE });
    await page.locator(".editor-instance .selected-text").first().waitFor({ timeout: PATIENCE });
    await workbench.picture("explanation");
    const heading = shown.getByRole("heading", { name: "Adjacent variables" });
    // VS Code draws the page again when the editor gets the focus, and a click at that moment is lost.
    for (let clicked = 1; clicked <= 5 && !(await heading.isVisible()); clicked++) {
      await link.click();
      await heading.waitFor({ timeout: 9_000 }).catch(() => undefined);
    }
    assert.ok(await heading.isVisible());
    await workbench.picture("explanation-rule");
  }),

  "the panel speaks the language of the settings": withinShared(
    { "a.sms": GOOD, "recipients.csv": "name,order\n小鹿🦌,A20260515001\n", ".vscode/settings.json": '{ "smslint.language": "zh" }' },
    async (workbench) => {
      await workbench.openFile("a.sms");
      await workbench.see(".statusbar-item", "Notification");
      await startPreview(workbench);
      await rehearse(workbench, "recipients.csv");
      const body = workbench.preview().locator("#page");
      await body.locator(".sum", { hasText: "共 1 行，其中 1 行会失败" }).waitFor({ timeout: PATIENCE });
      await workbench.see(".tab", "预览：发货通知");
      assert.doesNotMatch(await body.innerText(), /Shortest|Rehearse|Row|Save/);
      await workbench.picture("panel-zh");
      fill(workbench.folder, { ".vscode/settings.json": "{}" });
      await body.locator(".sum", { hasText: "1 rows; 1 would fail" }).waitFor({ timeout: PATIENCE });
      await workbench.see(".tab", "Preview: 发货通知");
      await body.getByText("User nickname").first().waitFor({ timeout: PATIENCE });
      await workbench.picture("panel-en");
    },
  ),

  "a new template starts from a text of its type": within({ "a.sms": GOOD }, {}, async (workbench) => {
    const { page } = workbench;
    await workbench.openFile("a.sms");
    await workbench.see(".statusbar-item", "Notification");
    await workbench.command("SMS: New SMS Template");
    await workbench.see(".quick-input-list .monaco-list-row", "Verification");
    await page.keyboard.press("Enter");
    await page.locator(".quick-input-widget .quick-input-title", { hasText: "What is the template's name?" }).waitFor();
    await page.keyboard.type("登录验证码");
    await page.keyboard.press("Enter");
    await until(async () => /type: verification/.test(await screen(workbench)), "the new template", () => screen(workbench));
    assert.match(await screen(workbench), /name: 登录验证码/);
  }),

  "the settings in force are shown with where they come from": withinShared({ "a.sms": GOOD, "smslint.toml": "value-length = 20\n" }, async (workbench) => {
    await workbench.openFile("a.sms");
    await workbench.see(".statusbar-item", "Notification");
    await workbench.command("SMS: Show Settings and Their Sources");
    await workbench.see(".quick-input-list .monaco-list-row", "severity");
    const input = workbench.page.locator(".quick-input-widget input").first();
    assert.match(await input.getAttribute("placeholder"), /the editor settings are not used/);
    await input.fill("value-length");
    const row = await workbench.see(".quick-input-list .monaco-list-row", "value-length");
    assert.match(await row.innerText(), /20[\s\S]*smslint\.toml/);
    await workbench.picture("settings");
  }),

  "a crash is reported": within({ "a.sms": BAD, "crash/smslint": "" }, {}, async (workbench) => {
    await workbench.openFile("a.sms");
    await workbench.page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
    const { execFileSync } = await import("node:child_process");
    const found = await until(() => serverBelow(workbench.pid), "the server's process");
    execFileSync("kill", ["-9", String(found)]);
    await workbench.see(".notification-toast", "stopped unexpectedly and was restarted");
    await workbench.picture("crash");
    const next = await until(() => serverBelow(workbench.pid), "another server");
    execFileSync("kill", ["-9", String(next)]);
    await until(async () => (await serverBelow(workbench.pid)) !== next && (await serverBelow(workbench.pid)), "a third server");
    await workbench.page.waitForTimeout(2_000);
    assert.equal(await workbench.page.locator(".notification-toast").count(), 1);
  }),

  "without a server, one offer is made and leads to help": within({ "a.sms": BAD, "b.sms": GOOD }, { environment: BARE }, async (workbench) => {
    const { page } = workbench;
    await workbench.openFile("a.sms");
    const offer = await workbench.see(".notification-toast", "was not found");
    await workbench.see(".statusbar-item", "SMS: no checker");
    await workbench.picture("offer");
    await workbench.openFile("b.sms");
    assert.equal(await page.locator(".notification-toast").filter({ hasText: "was not found" }).count(), 1);
    await offer.hover();
    await offer.getByRole("button", { name: "Other Options" }).click();
    await workbench.preview().getByText("pipx install '.[tables]'").first().waitFor({ timeout: PATIENCE });
    await workbench.picture("help");
    for (const line of ["The setting smslint.path is not set", "No smslint on the PATH", "The extension has no environment yet"]) {
      assert.ok(workbench.log().includes(line), line);
    }
  }),

  "an offer that is accepted makes an environment with the checker in it, and runs nothing of a folder that is not trusted": within(
    { "a.sms": BAD, ...Object.fromEntries(MODULES.map((name) => [`${name}.py`, HOSTILE])) },
    { environment: { ...BARE, PYTHONPATH: "." }, trusting: false },
    async (workbench) => {
      const { page, folder } = workbench;
      await workbench.openFile("a.sms");
      const offer = await workbench.see(".notification-toast", "was not found");
      await offer.hover();
      await offer.getByRole("button", { name: "Install", exact: true }).click();
      await workbench.see(".notification-toast", "Installing smslint");
      await workbench.picture("installing");
      await page.locator(".squiggly-error").first().waitFor({ timeout: 240_000 });
      assert.match(workbench.log(), /Using \S*environment\S*smslint \(environment\)/);
      const server = await until(() => serverBelow(workbench.pid), "the server's process");
      assert.notEqual(readlinkSync(`/proc/${server}/cwd`), folder);
      assert.equal(existsSync(join(folder, "was-run")), false);
    },
  ),

  "in a browser the server is part of the extension: findings, fixes, completion and preview": within(
    { "a.sms": MENDABLE },
    IN_BROWSER,
    async (workbench) => {
      const { page } = workbench;
      const foreign = [];
      page.context().on("request", (request) => {
        const { protocol, hostname } = new URL(request.url());
        if (protocol.startsWith("http") && hostname !== "127.0.0.1" && !hostname.endsWith(".vscode-cdn.net")) {
          foreign.push(request.url());
        }
      });
      await mend(workbench, "browser-quick-fix");
      await workbench.command("Developer: Show Running Extensions");
      await page.locator(".runtime-extensions-editor .extension", { hasText: "smslint: Alibaba" }).filter({ hasText: "web worker" }).waitFor();
      await page.keyboard.press("Escape");
      await page.locator(".editor-instance .view-lines").first().click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("取件码$");
      await workbench.see(".suggest-widget.visible .monaco-list-row", "pick_up_code");
      await workbench.picture("browser-completion");
      await page.keyboard.press("Enter");
      await until(() => /^ *pick_up_code:[^]*取件码\$\{pick_up_code\}/m.test(text(workbench)), "the declared variable", () => text(workbench));
      await startPreview(workbench);
      await workbench.preview().locator("article", { hasText: "取件码" }).first().waitFor();
      await workbench.see(".statusbar-item", "Notification");
      await workbench.picture("browser");
      assert.deepEqual(foreign, []);
    },
  ),

  "in a browser, pages of rules are shown, and what is not available is told": within(
    { "a.sms": BAD },
    { ...IN_BROWSER, locale: "zh-cn" },
    async (workbench) => {
      const { page } = workbench;
      await workbench.openFile("a.sms");
      await page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
      await workbench.command("SMS: 用数据表预演");
      await workbench.see(".notification-toast", "预演要从磁盘读取数据表，在浏览器中不可用。");
      await workbench.command("SMS: 安装检查程序");
      await workbench.see(".notification-toast", "无需安装");
      await workbench.picture("browser-absent");
      await workbench.command("Problems: Focus on Problems View");
      const row = await workbench.see(".markers-panel .monaco-list-row", "adjacent-variables");
      await row.locator("a", { hasText: "adjacent-variables" }).click();
      await workbench.preview().getByRole("heading", { name: "变量相邻" }).waitFor({ timeout: PATIENCE });
      await workbench.picture("browser-rule-page");
      await workbench.command("View: Close All Editors");
      await workbench.openFile("a.sms");
      await workbench.command("SMS: 解释错误码");
      await workbench.see(".quick-input-widget", "平台返回了什么？");
      await page.keyboard.type("变量相邻");
      await page.keyboard.press("Enter");
      await workbench.see(".quick-input-list .monaco-list-row", "审核");
      await page.keyboard.press("Enter");
      await workbench.preview().getByRole("link", { name: "变量相邻" }).waitFor({ timeout: PATIENCE });
      await workbench.picture("browser-explanation");
    },
  ),

  "a setting that names no smslint is told and passed over": within(
    { "a.sms": BAD },
    { settings: { "smslint.path": "/usr/bin/true" } },
    async (workbench) => {
      await workbench.openFile("a.sms");
      await workbench.see(".notification-toast", "/usr/bin/true");
      await workbench.page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
    },
  ),

  "in a folder that is not trusted, its settings name no program, and templates are checked": within(
    { "a.sms": BAD, "evil": "#!/bin/sh\ntouch \"$(dirname \"$0\")/was-run\"\necho smslint 9.9.9\n", ".vscode/settings.json": "{}" },
    { trusting: false },
    async (workbench) => {
      const { page, folder } = workbench;
      chmodSync(join(folder, "evil"), 0o755);
      writeFileSync(join(folder, ".vscode/settings.json"), JSON.stringify({ "smslint.path": join(folder, "evil") }));
      await workbench.see(".statusbar-item", "Restricted Mode");
      await workbench.openFile("a.sms");
      await page.locator(".squiggly-error").first().waitFor({ timeout: PATIENCE });
      assert.equal(existsSync(join(folder, "was-run")), false);
      assert.ok(workbench.log().includes("not trusted"));
    },
  ),
};

/** The process of a server among the descendants of a process. */
async function serverBelow(ancestor) {
  const { readdirSync } = await import("node:fs");
  const parents = new Map();
  const servers = [];
  for (const each of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      parents.set(Number(each), Number(readFileSync(`/proc/${each}/stat`, "utf8").replace(/^.*\) \S /s, "").split(" ")[0]));
      const words = readFileSync(`/proc/${each}/cmdline`, "utf8").split("\0");
      if (words.includes("server") && words.some((word) => word.endsWith("smslint"))) {
        servers.push(Number(each));
      }
    } catch {
      // The process has ended meanwhile.
    }
  }
  const below = (pid) => pid === ancestor || (pid > 1 && below(parents.get(pid) ?? 0));
  return servers.find(below);
}
