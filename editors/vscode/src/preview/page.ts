/** The preview's page. Text of a template enters it as text nodes only. */

import type { Frame, FrameMedia, Message, Preview, Rehearsal } from "../protocol";
import type { FromPage, RehearsalFailure, ToPage } from "./panel";
import type { Words } from "./words";

interface Host {
  postMessage(message: FromPage): void;
}
declare function acquireVsCodeApi(): Host;

const host = acquireVsCodeApi();
const page = document.querySelector<HTMLElement>("#page") ?? document.body;
const words = JSON.parse(page.dataset["words"] ?? "{}") as Words;
const messages = element("section", "messages");
const rehearsal = element("section", "rehearsal");
const announcement = element("p", "announcement");
announcement.setAttribute("role", "status");
page.append(messages, rehearsal, announcement);
type Kind = keyof Pick<Preview, "shortest" | "typical" | "longest">;
/** The addresses of files, by the digests of their bytes. */
const files = new Map<string, string>();
/** Which values the frames show. */
let values: Kind = "typical";

window.addEventListener("message", (event: MessageEvent<ToPage>) => {
  const told = event.data;
  if (told.kind === "preview") {
    showPreview(told.preview);
  } else if (told.kind === "rehearsal") {
    showOutcome(told.outcome);
  } else {
    messages.replaceChildren(element("p", "nothing", words.nothing));
  }
});
host.postMessage({ kind: "ready" });

function showPreview(preview: Preview): void {
  const focused = document.activeElement?.id ?? "";
  const kinds: [Kind, string][] = [
    ["shortest", words.shortest],
    ["typical", words.typical],
    ["longest", words.longest],
  ];
  const shown = preview.frames.length > 0
    ? [...(preview.variables.length > 0 ? [valuesChooser(kinds, preview)] : []), phone(preview)]
    : kinds.map(([kind, name]) => bubble(name, preview[kind]));
  messages.replaceChildren(
    ...(preview.templates.length > 1 ? [templateChooser(preview)] : []),
    ...shown,
    ...(preview.variables.length > 0 ? [variableTable(preview)] : []),
    button("rehearse", words.rehearse),
  );
  if (focused !== "") {
    document.getElementById(focused)?.focus();
  }
  announcement.textContent = `${words.longest}: ${account(preview.longest)}`;
}

function bubble(name: string, message: Message): HTMLElement {
  const made = element("article", "message");
  made.setAttribute("aria-label", fill(words.message, name));
  const body = element("div", "bubble");
  message.parts.forEach((part, index) => {
    if (message.parts.length > 1) {
      body.append(element("span", "part", fill(words.part, String(index + 1))));
    }
    body.append(element("span", "text", part));
  });
  made.append(element("h2", "name", name), body, element("p", "account", account(message)));
  if (message.segments > 1) {
    made.classList.add("split");
  }
  return made;
}

/** The frames of a digital message, as wide as a phone. */
function phone(preview: Preview): HTMLElement {
  const made = element("article", "phone");
  made.setAttribute("aria-label", fill(words.message, words[values]));
  made.append(...preview.frames.map(frame), element("p", "account", preview.sum ?? ""));
  return made;
}

function frame(one: Frame): HTMLElement {
  const made = element("section", "frame");
  made.append(...one.media.flatMap(media));
  if (one[values] !== "") {
    const text = element("div", "bubble");
    text.dir = "auto";
    text.textContent = one[values];
    made.append(text);
  }
  return made;
}

function media({ about, fault, shows, key, data }: FrameMedia): HTMLElement[] {
  if (key !== null && data !== null) {
    files.set(key, data);
  }
  const address = key === null ? undefined : files.get(key);
  const line = element("p", fault ? "account fault" : "account", about);
  if (shows === null || address?.startsWith(`data:${shows}/`) !== true) {
    line.classList.add("unseen");
    return [line];
  }
  if (shows === "image") {
    const image = document.createElement("img");
    image.alt = about;
    image.src = address;
    return [image, line];
  }
  const player = document.createElement(shows);
  player.controls = true;
  player.src = address;
  return [player, line];
}

function valuesChooser(kinds: readonly [Kind, string][], preview: Preview): HTMLElement {
  const made = document.createElement("fieldset");
  made.append(element("legend", "name", words.values));
  for (const [kind, name] of kinds) {
    const radio = document.createElement("input");
    radio.type = "radio";
    radio.name = "values";
    radio.id = `values-${kind}`;
    radio.checked = kind === values;
    radio.addEventListener("change", () => {
      values = kind;
      showPreview(preview);
    });
    const label = element("label", "values");
    label.append(radio, name);
    made.append(label);
  }
  return made;
}

function account(message: Message): string {
  const segments = message.segments === 1 ? words.oneSegment : fill(words.segments, String(message.segments));
  const cost = message.cost === null ? [] : [fill(words.cost, String(message.cost))];
  return [fill(words.characters, String(message.length)), segments, ...cost].join(" · ");
}

function templateChooser(preview: Preview): HTMLElement {
  const label = element("label", "chooser", words.template);
  const select = document.createElement("select");
  select.id = "chooser";
  for (const template of preview.templates) {
    const option = document.createElement("option");
    option.value = String(template.index);
    option.textContent = template.name ?? fill(words.unnamed, String(template.index + 1));
    option.selected = template.index === preview.index;
    select.append(option);
  }
  select.addEventListener("change", () => { host.postMessage({ kind: "choose", index: Number(select.value) }); });
  label.append(select);
  return label;
}

function variableTable(preview: Preview): HTMLElement {
  return table(
    words.variables,
    [words.variable, words.attribute, words.length],
    preview.variables.map(({ name, attribute, title, min, max }) => [
      `\${${name}}`,
      title ?? attribute ?? words.undeclared,
      min === max ? String(min) : `${min}–${max}`,
    ]),
  );
}

function showOutcome(outcome: Rehearsal | RehearsalFailure): void {
  const failed = "reason" in outcome;
  const sum = failed ? words.failure : sumOf(outcome);
  rehearsal.replaceChildren(
    element("h2", "name", words.rehearsal),
    element("p", failed || outcome.offending > 0 ? "sum failing" : "sum", sum),
    element("p", "path", outcome.table),
    ...(failed ? [element("p", "reason", outcome.reason)] : details(outcome)),
  );
  announcement.textContent = failed ? `${sum} ${outcome.reason}` : sum;
  rehearsal.scrollIntoView({ block: "start" });
}

function sumOf({ rows, offending }: Rehearsal): string {
  return offending === 0 ? fill(words.noneFails, number(rows)) : fill(words.rows, number(rows), number(offending));
}

function details({ causes, segments, unchanging }: Rehearsal): HTMLElement[] {
  const made: HTMLElement[] = [];
  const split = Object.entries(segments).map(([count, each]) => fill(words.segmentRows, count, number(each)));
  if (split.length > 0) {
    made.push(element("p", "billing", fill(words.billing, split.join(", "))));
  }
  made.push(...causes.map(cause));
  if (causes.length > 0) {
    made.push(button("save", words.save));
  }
  if (unchanging.length > 0) {
    made.push(element("p", "unchanging", fill(words.unchanging, unchanging.map((each) => `${each.column} = ${each.value}`).join(", "))));
  }
  return made;
}

function cause({ message, error, column, count, samples }: Rehearsal["causes"][number]): HTMLElement {
  const made = element("article", "cause");
  const first = samples.length > 0 && samples.length < count ? [fill(words.first, number(samples.length))] : [];
  const caption = [...(column === null ? [] : [column]), fill(words.affected, number(count)), ...first, error].join(" · ");
  const suggests = samples.some(({ suggestion }) => suggestion !== null);
  const heads = [words.row, words.value, ...(suggests ? [words.suggestion] : [])];
  const lines = samples.map(({ row, value, suggestion }) => [number(row), seen(value), ...(suggests ? [suggestion ?? ""] : [])]);
  made.append(
    element("p", "why", message),
    lines.length === 0 ? element("p", "account", caption) : table(caption, heads, lines),
  );
  return made;
}

/** A value with the blanks at its ends, which are often what is wrong with it. */
function seen(value: string): string {
  return value.replace(/^\s+|\s+$/g, (blanks) => "␣".repeat(blanks.length));
}

function table(caption: string, heads: readonly string[], lines: readonly (readonly string[])[]): HTMLElement {
  const made = document.createElement("table");
  made.createCaption().textContent = caption;
  const head = made.createTHead().insertRow();
  for (const text of heads) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text;
    head.append(cell);
  }
  const body = made.createTBody();
  for (const line of lines) {
    const row = body.insertRow();
    for (const text of line) {
      row.insertCell().textContent = text;
    }
  }
  return made;
}

function button(kind: "rehearse" | "save", text: string): HTMLElement {
  const made = document.createElement("button");
  made.type = "button";
  made.id = kind;
  made.textContent = text;
  made.addEventListener("click", () => { host.postMessage({ kind }); });
  return made;
}

function element(tag: string, name: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function fill(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? "");
}

function number(value: number): string {
  return value.toLocaleString(document.documentElement.lang);
}
