// Tries the page of `smslint check --format html` in Chromium: as a reader with a mouse, with keys and with a screen
// reader, on paper, and with 50,000 templates. Pictures go to .build/screenshots: node main.mjs

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const { chromium } = createRequire(join(process.env.SMSLINT_EDITORS, "package.json"))("playwright-core");
const SCREENSHOTS = process.env.SMSLINT_SCREENSHOTS;
const folder = mkdtempSync(join(tmpdir(), "smslint-page-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

const HEAD = "\ufeff模板名称,模板类型,模板内容,签名,负责人\n";
const HOSTILE = '<img src=x onerror="document.title=1">\u202e</script><script>document.title=2</script>';

/** The page about a table. */
function pageOf(name, rows, language) {
  const table = join(folder, `${name}.csv`), page = join(folder, `${name}.html`);
  writeFileSync(table, HEAD + rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(",")).join("\n"));
  writeFileSync(join(folder, "smslint.toml"), "price = { notification = 0.045 }\n");
  const check = ["check", table, "--language", language, "--fail-on", "never", "--format"];
  execFileSync("smslint", [...check, "html", "--output", page], { cwd: folder });
  return pathToFileURL(page).href;
}

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
/** The page in a window; it must not complain, and ask nothing of the network. */
async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 860 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => page.complaints.push(message.text()));
  page.on("request", (request) => { if (!request.url().startsWith("file:")) page.complaints.push(request.url()); });
  const began = Date.now();
  await page.goto(address);
  await page.locator("html[data-ready]").waitFor({ state: "attached" });
  page.opened = Date.now() - began;
  return page;
}
const rowsOf = (page) => page.locator(".row");
const text = (page, selector) => page.locator(selector).innerText();
async function picture(page, name) {
  if (!SCREENSHOTS) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  await page.screenshot({ path: join(SCREENSHOTS, `page-${name}.png`) });
}

const FEW = [
  ["发货通知", "通知", "您的订单${order}已发货，请注意查收。", "示例科技", "林晓"],
  ["取件提醒", "通知", "您的包裹已到站，请加微信领取。", "青禾驿站", "周禾"],
  ["到站通知", "通知", "您好${name}${order}，已到站，请来取。", "青禾驿站", "周禾"],
  ["到站通知二", "通知", "您好${name}${order}，已到站，请来取。", "青禾驿站", "林晓"],
  [HOSTILE, "通知", HOSTILE, HOSTILE, HOSTILE],
];
const TRIALS = {
  async "counts, filters and searches"() {
    const page = await open(pageOf("few", FEW, "zh"));
    assert.equal(await page.title(), "短信模板检查报告");
    assert.match(await text(page, "#states"), /会被驳回/);
    const all = await rowsOf(page).count();
    await page.locator("#facets button", { hasText: "周禾" }).click();
    assert.equal(await text(page, "#count"), "5 个模板中的 2 个");
    await page.locator("#clear").click();
    await page.locator("#query").fill("加微信");
    assert.equal(await rowsOf(page).count(), 1);
    assert.match(await text(page, "#detail"), /青禾驿站[^]*周禾/);
    assert.equal(await text(page, "mark.warning"), "加微信");
    await page.locator("#query").fill("");
    assert.equal(await rowsOf(page).count(), all);
    assert.equal(await rowsOf(page).filter({ hasText: "× 2" }).count(), 1);
    await page.locator("#once").uncheck();
    assert.equal(await rowsOf(page).count(), all + 1);
    await picture(page, "zh-light");
    return page;
  },
  async "speaks both languages, in the dark, too"() {
    const page = await open(pageOf("few", FEW, "en"), { colorScheme: "dark" });
    assert.equal(await page.title(), "Review of SMS templates");
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(246, 247, 249)");
    await picture(page, "en-dark");
    await page.locator("#language").click();
    assert.equal(await page.title(), "短信模板检查报告");
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-CN");
    return page;
  },
  async "works with keys, and tells a screen reader what it shows"() {
    const page = await open(pageOf("few", FEW, "zh"));
    await page.keyboard.press("/");
    await page.keyboard.type("到站");
    await page.keyboard.press("Escape");
    await page.keyboard.press("End");
    const active = await page.locator("#list").getAttribute("aria-activedescendant");
    const row = page.locator(`#${active}`);
    assert.equal(await row.getAttribute("aria-selected"), "true");
    assert.equal(await row.getAttribute("aria-posinset"), await row.getAttribute("aria-setsize"));
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "detail");
    const unnamed = await page.evaluate(() => [...document.querySelectorAll("button, input, select, [role]")]
      .filter((each) => !each.hidden && !(each.textContent.trim() || each.getAttribute("aria-label") || each.closest("label")))
      .map((each) => each.outerHTML.slice(0, 80)));
    assert.deepEqual(unnamed.filter((each) => !each.startsWith("<section")), []);
    return page;
  },
  async "shows a text as text"() {
    const page = await open(pageOf("few", FEW, "zh"));
    for (const row of await rowsOf(page).all()) await row.click();
    assert.equal(await page.title(), "短信模板检查报告");
    assert.equal(await page.locator("img, #detail script").count(), 0);
    await page.locator("#query").fill("onerror");
    assert.match(await text(page, "#detail"), /<img src=x onerror="document.title=1">U\+202E<\/script>/);
    return page;
  },
  async "prints what is filtered"() {
    const page = await open(pageOf("few", FEW, "zh"));
    await page.locator("#query").fill("到站通知");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".sheet").count(), 1);
    assert.equal(await page.locator("#list").isVisible(), false);
    return page;
  },
  async "stays fluent with 50,000 templates and 30,000 findings"() {
    const rows = Array.from({ length: 50_000 }, (_, at) => [
      `通知${at}`, "通知", `您的订单${at}号已发货，${at % 5 < 3 ? `请加微信${at % 5 < 1 ? "领取红包" : "领取"}` : "请注意查收"}。`,
      ["示例科技", "青禾驿站", "海边书店"][at % 3], ["林晓", "周禾", "陈屿", "顾一"][at % 4],
    ]);
    const page = await open(pageOf("many", rows, "zh"));
    const times = [];
    for (const query of ["订单", "49999", "红包", "没有这个", ""]) {
      times.push(await page.evaluate((query) => {
        const began = performance.now(), box = document.getElementById("query");
        box.value = query;
        box.dispatchEvent(new Event("input"));
        void document.body.offsetHeight;
        return Math.round(performance.now() - began);
      }, query));
    }
    const findings = (await text(page, "#checked")).match(/[0-9]+ 个(?:错误|警告)/g);
    console.log(`  opened in ${page.opened} ms, filtered in ${times.join(", ")} ms; ${findings}`);
    await page.locator("#list").focus();
    await page.keyboard.press("End");
    assert.equal(await page.locator('[aria-selected="true"]').getAttribute("aria-setsize"), "50001"); // and what is about the file
    return page;
  },
};

let failed = 0;
for (const [name, trial] of Object.entries(TRIALS)) {
  if (process.argv[2] && !name.includes(process.argv[2])) continue;
  try {
    const page = await trial();
    assert.deepEqual(page.complaints, []);
    await page.context().close();
    console.log(`ok   ${name}`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${name}\n${error.stack}`);
  }
}
await browser.close();
process.exitCode = failed ? 1 : 0;
