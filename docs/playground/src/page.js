// The page: a template in a form, and beside it what the checker says. Texts of templates enter it as text only.

import { Checker } from "./checker.js";
import { Editor } from "./editor.js";
import { EXAMPLES } from "./examples.js";
import { decode, encode, isObject } from "./share.js";
import { TEXTS } from "./texts.js";

const root = document.documentElement, get = (id) => document.getElementById(id);
const NONCE = document.querySelector("style").nonce;
const OWN = ["type", "content", "signature", "variables", "name", "scene", "description"];
const NAME = /^[A-Za-z0-9_]+$/;
const THEMES = ["auto", "light", "dark"];

const checker = globalThis.checker = new Checker(); // trials ask it, too
let language = stored("language") ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
let theme = stored("theme") ?? "auto";
let state = { template: structuredClone(EXAMPLES[0].template), whole: false };
let about = null; // what the checker says about types, attributes and words
let result = null; // its answer about the template
let problem = null; // why there is none
let kind = "longest";
let began = 0;

const say = (key, values = {}) => TEXTS[key][language].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const shown = (text) => text?.[language] ?? "";

function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.filter((each) => each !== null));
  return made;
}

function stored(key) {
  try { return localStorage.getItem(`smslint.${key}`); } catch { return null; }
}
function store(key, value) {
  try { localStorage.setItem(`smslint.${key}`, value); } catch { /* the browser keeps nothing */ }
}

// ---- the template ----------------------------------------------------------------------------------------------

/** A template with its texts as the form shows them: what a link or a fix gives need not be as the form writes it. */
function tidied(template) {
  const made = { ...template };
  for (const name of OWN) if (name !== "variables" && name in made && typeof made[name] !== "string") delete made[name];
  if (typeof made.content === "string") made.content = made.content.replace(/\r\n?/g, "\n");
  const declared = isObject(made.variables) ? Object.entries(made.variables) : [];
  made.variables = Object.fromEntries(declared.map(([name, each]) => [name, isObject(each) ? each : { attribute: each }]));
  return made;
}

/** The template as it is asked about: without fields that the form leaves empty. */
function asked() {
  const template = {};
  for (const [name, value] of Object.entries(state.template)) {
    if (name === "content" || name === "type" || (value !== "" && value !== undefined)) template[name] = value;
  }
  return template;
}

function replace(template, whole = state.whole) {
  state = { template: tidied(template), whole };
  fill();
  check();
}

/** The names of the rows: declared ones, and those that the message uses. */
function names() {
  const used = (result?.preview?.variables ?? []).map((each) => each.name).filter((each) => NAME.test(each));
  return [...new Set([...used, ...Object.keys(state.template.variables ?? {})])];
}

function declare(name, key, value) {
  const variables = state.template.variables ??= {};
  const known = { ...variables[name] };
  if (value) known[key] = value; else delete known[key];
  if (Object.keys(known).length) variables[name] = known; else delete variables[name];
  check();
  fillVariables();
}

// ---- asking ----------------------------------------------------------------------------------------------------

function check() {
  began = performance.now();
  root.dataset.state = "typed";
  address();
  if (!about) return;
  const done = (answer, fault) => {
    [result, problem] = [answer, fault];
    show();
    Object.assign(root.dataset, { state: "checked", took: performance.now() - began });
  };
  checker.check(["check", asked(), state.whole], (answer) => done(answer, null),
    (error) => done(null, say("not-checked", { problem: error.message })));
}

let waiting = 0;
function address() {
  clearTimeout(waiting);
  waiting = setTimeout(async () => history.replaceState(null, "", `#${await encode({ ...state, template: asked() })}`), 300);
}

async function fromAddress() {
  try {
    const found = await decode(location.hash);
    if (found) replace(found.template, found.whole);
  } catch {
    toast(say("bad-link"));
  }
}

const editor = new Editor(get("content"), NONCE, {
  changed: (text) => { state.template.content = text; check(); },
  complete: (start, end) => about ? checker.ask(["complete", asked(), start, end]) : [],
  declare: (name, attribute) => { if (!state.template.variables?.[name]) declare(name, "attribute", attribute); },
  titleOf: shown,
});

// ---- the form --------------------------------------------------------------------------------------------------

function fill() {
  const { template, whole } = state;
  editor.text = template.content ?? "";
  for (const input of document.querySelectorAll("[data-field]")) input.value = template[input.dataset.field] ?? "";
  for (const input of document.querySelectorAll("[name=type]")) input.checked = input.value === template.type;
  const others = Object.fromEntries(Object.entries(template).filter(([name]) => !OWN.includes(name)));
  get("others").value = Object.keys(others).length ? JSON.stringify(others, null, 2) : "";
  get("others-problem").textContent = "";
  get("whole").checked = whole;
  get("application").hidden = !whole;
  fillVariables();
}

function fillTypes() {
  const made = Object.entries(about?.types ?? {}).map(([type, text]) => make("label", {},
    make("input", { type: "radio", name: "type", value: type, onchange: () => {
      state.template.type = type;
      fillVariables();
      check();
    } }), make("span", {}, shown(text))));
  get("types").replaceChildren(get("types").firstElementChild, ...made);
}

/** Each variable in a row, which stays the same while somebody types in it. */
function fillVariables() {
  const box = get("variables"), rows = names(), known = new Map([...box.children].map((each) => [each.dataset.name, each]));
  get("no-variables").hidden = rows.length > 0;
  const wanted = rows.map((name) => known.get(name) ?? variableRow(name));
  if (wanted.length !== box.children.length || wanted.some((each, at) => each !== box.children[at])) box.replaceChildren(...wanted);
  for (const row of wanted) fillRow(row);
}

function variableRow(name) {
  return make("div", { class: "variable-row", "data-name": name },
    make("code", {}, `\${${name}}`),
    make("select", { onchange: (event) => declare(name, "attribute", event.target.value) }),
    make("input", { autocomplete: "off", spellcheck: "false", maxlength: "200", oninput: (event) => declare(name, "example", event.target.value) }),
    make("span", { class: "range" }),
    make("button", { type: "button", class: "plain", onclick: () => { delete state.template.variables[name]; fillVariables(); check(); } }, "×"));
}

function fillRow(row) {
  const name = row.dataset.name, variable = state.template.variables?.[name] ?? {}, { type } = state.template;
  const [, select, input, range, remove] = row.children;
  const allowed = (about?.attributes ?? []).filter((each) => each.types.includes(type));
  const code = typeof variable.attribute === "string" ? variable.attribute : "";
  const options = [make("option", { value: "" }, say("undeclared"))];
  if (code && !allowed.some((each) => each.code === code)) options.push(make("option", { value: code }, say("other-attribute", { code })));
  options.push(...allowed.map((each) => make("option", { value: each.code, title: shown(each.allowed) }, `${shown(each.title)} · ${each.code}`)));
  select.replaceChildren(...options);
  select.value = code;
  select.hidden = !allowed.length && !code;
  select.setAttribute("aria-label", say("attribute", { name }));
  if (document.activeElement !== input) input.value = typeof variable.example === "string" ? variable.example : variable.example === undefined ? "" : JSON.stringify(variable.example);
  input.setAttribute("aria-label", say("example", { name }));
  input.placeholder = say("example-hint");
  const found = result?.preview?.variables.find((each) => each.name === name);
  range.textContent = found ? say(found.low === found.high ? "range-one" : "range", found) : say("unused");
  remove.hidden = !(name in (state.template.variables ?? {}));
  remove.setAttribute("aria-label", say("remove", { name }));
}

// ---- what was found --------------------------------------------------------------------------------------------

/** The part of the form that a finding is about. */
function placeOf({ path }) {
  const [field, name, key] = path;
  if (field === "variables") {
    const row = [...get("variables").children].find((each) => each.dataset.name === name);
    return row?.querySelector(key === "example" ? "input" : "select:not([hidden])") ?? row?.querySelector("input") ?? null;
  }
  if (field === "type") return document.querySelector("[name=type]:checked") ?? document.querySelector("[name=type]");
  return document.querySelector(`[data-field="${CSS.escape(String(field ?? ""))}"]`) ?? (field === "content" ? null : get("others"));
}

function reveal(finding) {
  const place = placeOf(finding);
  if (!place) return editor.show(...(finding.marks[0] ?? [0, 0]));
  if (place.closest("#application") && !state.whole) get("whole").click();
  place.focus();
}

function show() {
  const findings = result?.findings ?? [];
  fillVariables();
  editor.mark(findings.flatMap((each) => each.marks.map(([from, to]) => ({ from, to, severity: each.severity, message: shown(each.message) }))));
  for (const each of document.querySelectorAll("[aria-describedby^=finding]")) {
    each.removeAttribute("aria-invalid");
    each.removeAttribute("aria-describedby");
  }
  const open = new Set([...document.querySelectorAll("#list details[open]")].map((each) => each.dataset.key));
  get("list").replaceChildren(...findings.map((each, at) => finding(each, at, open)));
  findings.forEach((each, at) => {
    const place = placeOf(each);
    if (!place) return;
    const others = place.getAttribute("aria-describedby");
    place.setAttribute("aria-describedby", others?.startsWith("finding") ? `${others} finding-${at}` : `finding-${at}`);
    if (each.severity !== "info") place.setAttribute("aria-invalid", "true");
  });
  get("fix-all").hidden = !findings.some((each) => each.fixes.some((fix) => fix.safety === "safe"));
  summarize(findings);
  preview();
  if (get("file").open) fillFile();
}

function summarize(findings) {
  const box = get("summary");
  const worst = ["error", "warning", "info"].find((each) => findings.some(({ severity }) => severity === each));
  if (problem || !about || !result) {
    box.className = problem ? "error" : "";
    box.textContent = problem ?? say("loading");
    return;
  }
  if (!result.preview) {
    box.className = "error";
    box.textContent = say("no-template");
    return;
  }
  box.className = worst && worst !== "info" ? worst : "fine";
  const counts = findings.length ? ` · ${shown(result.counts)}` : "";
  box.textContent = shown(about.texts[worst === "info" ? "advice" : worst ?? "fine"]) + counts;
}

/** Text of the catalog, in which backquotes mark code. */
const written = (text) => text.split("`").map((part, at) => at % 2 ? make("code", {}, part) : part);

function finding(each, at, open) {
  const key = `${each.rule} ${each.path.join(".")}`, rules = root.dataset.rules;
  const fixes = each.fixes.map((fix) => make("button", { type: "button", class: "fix", onclick: () => apply(fix.template, shown(fix.title)) },
    shown(fix.title), fix.safety === "safe" ? null : make("small", {}, say("review"))));
  const link = rules ? make("p", {}, make("a", { href: `${rules}${each.rule}.html` }, say("page", { rule: each.rule }))) : make("p", { class: "hint" }, each.rule);
  const predicts = each.predicts ? make("p", {}, `${shown(about.texts.predicts)} `, make("code", {}, each.predicts)) : null;
  return make("li", { class: each.severity },
    make("button", { type: "button", class: "told", title: say("show"), id: `finding-${at}`, onclick: () => reveal(each) },
      make("span", { class: "badge" }, shown(about.severities[each.severity])), make("span", {}, shown(each.message))),
    fixes.length ? make("div", { class: "fixes" }, ...fixes) : null,
    make("details", { "data-key": key, open: open.has(key) }, make("summary", {}, say("details")),
      make("p", {}, ...written(shown(each.why))),
      make("p", {}, make("strong", {}, shown(about.texts.remedy)), " ", ...written(shown(each.remedy))), predicts, link));
}

function apply(template, title) {
  const before = { template: asked(), whole: state.whole };
  replace(template);
  toast(title ? say("fixed", { title }) : "", () => replace(before.template, before.whole));
  get("findings").focus({ preventScroll: true });
}

let fading = 0;
function toast(text, undo) {
  const box = get("toast");
  clearTimeout(fading);
  box.replaceChildren(text);
  if (undo) box.append(" ", make("button", { type: "button", onclick: () => { undo(); box.replaceChildren(); } }, say("undo")));
  fading = setTimeout(() => { if (!box.contains(document.activeElement)) box.replaceChildren(); }, 12_000);
}

// ---- the messages ----------------------------------------------------------------------------------------------

function preview() {
  const messages = result?.preview && state.template.content ? result.preview.messages : [];
  const message = messages.find((each) => each.kind === kind) ?? messages.at(-1);
  const labels = messages.map((each) => make("label", {},
    make("input", { type: "radio", name: "kind", value: each.kind, checked: each === message, onchange: () => { kind = each.kind; preview(); } }),
    make("span", {}, `${shown(about.kinds[each.kind])} · ${shown(each.billed)}`)));
  const box = get("kinds"), focused = box.contains(document.activeElement);
  box.replaceChildren(box.firstElementChild, ...labels);
  box.hidden = messages.length < 2;
  if (focused) box.querySelector("input:checked")?.focus();
  if (!message) {
    get("bubble").replaceChildren(make("p", { class: "hint" }, say("nothing")));
    get("length").textContent = "";
    return;
  }
  const parts = message.parts.map((part, at) => make("div", { class: "segment" },
    message.parts.length > 1 ? make("small", {}, say("part", { n: at + 1 })) : null,
    make("p", {}, ...part.map(([text, isValue]) => isValue ? make("mark", {}, text) : text))));
  get("bubble").replaceChildren(...parts);
  get("length").textContent = say("counted", { length: shown(message.length), billed: shown(message.billed) });
}

async function fillFile() {
  const text = about ? await checker.ask(["as_file", asked()]) : "";
  get("file").querySelector("pre").textContent = text ?? "";
}

async function copy(text, done) {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(say("not-shared"));
  }
}

// ---- language and theme ----------------------------------------------------------------------------------------

function speak() {
  root.lang = language === "zh" ? "zh-CN" : "en";
  document.title = `${say("title")} · smslint`;
  for (const each of document.querySelectorAll("[data-text]")) {
    each.textContent = each.dataset.text === "promise" ? shown(about?.texts.promise) : say(each.dataset.text);
  }
  get("language").textContent = say("language");
  get("language").lang = language === "zh" ? "en" : "zh-CN";
  get("theme").textContent = say(`theme-${theme}`);
  get("examples").replaceChildren(make("option", { value: "" }, say("examples")),
    ...EXAMPLES.map((each, at) => make("option", { value: at }, shown(each.title))));
  editor.speak(say("content"), say("placeholder"));
  fillTypes();
  fill();
  show();
}

function dress() {
  if (theme === "auto") delete root.dataset.theme; else root.dataset.theme = theme;
  get("theme").textContent = say(`theme-${theme}`);
}

get("language").onclick = () => { language = language === "zh" ? "en" : "zh"; store("language", language); speak(); };
get("theme").onclick = () => { theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]; store("theme", theme); dress(); };
get("examples").onchange = ({ target }) => {
  const before = { template: asked(), whole: state.whole }, chosen = EXAMPLES[target.value];
  target.value = "";
  if (!chosen) return;
  replace(structuredClone(chosen.template), "name" in chosen.template);
  toast(shown(chosen.title), () => replace(before.template, before.whole));
};
get("share").onclick = async () => {
  history.replaceState(null, "", `#${await encode({ ...state, template: asked() })}`);
  copy(location.href, say("shared"));
};
get("whole").onchange = ({ target }) => { state.whole = target.checked; get("application").hidden = !target.checked; check(); };
get("fix-all").onclick = async () => apply(await checker.ask(["fix_all", asked(), state.whole]), say("fix-all"));
get("file").ontoggle = () => { if (get("file").open) fillFile(); };
get("file").querySelector("button").onclick = () => copy(get("file").querySelector("pre").textContent, say("copied"));
for (const input of document.querySelectorAll("[data-field]")) {
  input.oninput = () => { state.template[input.dataset.field] = input.value; check(); };
}
get("others").oninput = ({ target }) => {
  const own = Object.fromEntries(Object.entries(state.template).filter(([name]) => OWN.includes(name)));
  try {
    const others = JSON.parse(target.value.trim() || "{}");
    if (!isObject(others)) throw new TypeError("[…]");
    state.template = { ...Object.fromEntries(Object.entries(others).filter(([name]) => !OWN.includes(name))), ...own };
    get("others-problem").textContent = "";
    check();
  } catch (error) {
    get("others-problem").textContent = say("not-json", { problem: error.message });
  }
};
addEventListener("hashchange", fromAddress);

dress();
state.template = tidied(state.template);
speak();

async function start() {
  await fromAddress();
  try {
    about = await checker.start();
    speak();
    check();
    root.dataset.ready = performance.now();
  } catch (error) {
    problem = say("failed", { problem: error.message });
    show();
  }
}
start();
