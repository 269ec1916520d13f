"use strict";
// A review in one page. The records in #data are JSON, written by report/html.py; texts of templates only ever become
// text nodes. Ranges count code points.
{
  const ROW = 62;
  const MOST_ON_PAPER = 2000, MOST_PLACES = 50, MOST_VALUES = 200, FEW_VALUES = 8, LONGEST_TEXT = 20_000;
  const TALLEST = 30_000_000; // browsers make nothing much taller
  const LEVELS = ["error", "warning", "info"];
  const STATES = ["error", "warning", "approved", "fine", "document"];
  const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\ufe00-\ufe0f\uffa0]/u;
  const VARIABLE = /\$\{[^{}]*\}/g;

  const by = (id) => document.getElementById(id);
  const templates = [], gone = [], rules = new Map(), documents = new Map();
  let head, summary, lang = 0;

  // Reading

  for (const record of JSON.parse(by("data").textContent)) {
    const [kind] = record;
    if (kind === "h") head = record[1];
    else if (kind === "r") rules.set(record[1], named(record, ["", "id", "category", "title", "why", "remedy", "ranks"]));
    else if (kind === "t") templates.push(asTemplate(record));
    else if (kind === "f") addFinding(record);
    else if (kind === "g") gone.push(named(record, ["", "rule", "severity", "message", "path", "template", "count"]));
    else if (kind === "s") summary = record[1];
  }
  by("data").remove();

  function named(record, names) {
    return Object.fromEntries(names.map((name, at) => [name, record[at]]));
  }

  function asTemplate(record) {
    const [, path, place, code, name, type, inferred, signature, content, approved, review, others, messages] = record;
    return {
      number: templates.length, path, place, code, name, type, inferred, signature, content, approved, review,
      others: others || {}, messages: messages && [messages[0], messages[1] || messages[0], messages[2]], findings: [],
    };
  }

  function addFinding(record) {
    const finding = named(record, [
      "", "number", "path", "place", "rule", "severity", "message", "field", "range", "fixes", "predicts", "baselined",
      "suppressed", "since",
    ]);
    (templates[finding.number] || documentOf(finding.path)).findings.push(finding);
  }

  function documentOf(path) { // what is found in a file and in none of its templates stands in the list, too
    if (!documents.has(path)) {
      const found = asTemplate(["t", path, path, null, path, null, false, null, null, false, null, null, null]);
      found.isDocument = true;
      documents.set(path, found);
    }
    return documents.get(path);
  }

  for (const found of documents.values()) {
    found.number = templates.length;
    templates.push(found);
  }
  const groups = new Map();
  for (const each of templates) {
    each.findings.sort((a, b) => a.severity - b.severity || (a.range ? a.range[0] : -1) - (b.range ? b.range[0] : -1));
    const worst = Math.min(...each.findings.filter((one) => counts(one)).map((one) => one.severity), 3);
    each.worst = worst;
    each.state = each.isDocument ? 4 : worst > 1 ? 3 : each.approved ? 2 : worst;
    each.look = each.state === 2 ? "info" : ["error", "warning", "info", "fine"][worst];
    each.longest = each.messages ? each.messages[1][3] : 0;
    const text = each.content === null ? `\0${each.number}` : each.content;
    each.group = groups.get(text) ?? groups.set(text, groups.size).get(text);
    each.text = [
      each.name, each.code, each.content, each.signature, each.path, each.place, each.review && each.review[1],
      ...Object.values(each.others), ...each.findings.flatMap((one) => [one.rule, ...one.message]),
    ].filter(Boolean).join("\n").toLowerCase();
  }
  const members = Array.from({ length: groups.size }, () => []);
  for (const each of templates) members[each.group].push(each.number);

  function counts(finding) {
    return !finding.baselined && finding.suppressed === null && rules.get(finding.rule).ranks;
  }

  // Facets: one value of each can be chosen

  const facets = [];
  function facet(key, label, valuesOf, order) {
    const index = new Map(), names = [], of = templates.map((each) => {
      const found = [];
      for (const value of new Set(valuesOf(each))) {
        if (!index.has(value)) { index.set(value, names.length); names.push(value); }
        found.push(index.get(value));
      }
      return found;
    });
    if (names.length > 1 || (names.length === 1 && key === "rule")) facets.push({ key, label, names, of, chosen: -1, order });
    return names.length;
  }
  const ui = (key) => head.texts[key][lang];
  const word = (kind, value) => (head[kind][value] || [value, value])[lang];
  facet("state", () => ui("states"), (each) => [each.state]);
  if (!facets.length) facets.push({ key: "state", label: () => ui("states"), names: [templates[0]?.state ?? 3], of: templates.map(() => [0]), chosen: -1 });
  const state = facets[0];
  facet("rule", () => ui("rule"), (each) => each.findings.map((one) => one.rule));
  facet("type", () => ui("type"), (each) => (each.isDocument ? [] : [each.type]));
  facet("signature", () => ui("signature"), (each) => (each.isDocument ? [] : [each.signature || ""]));
  for (const column of columnsOf()) facet(`column ${column}`, () => column, (each) => (each.isDocument ? [] : [each.others[column] || ""]));
  facet("review", () => ui("review"), (each) => (each.review ? [each.review[0]] : []));
  facet("since", () => ui("since"), (each) => each.findings.map((one) => one.since).filter(Boolean));
  facet("path", () => ui("path"), (each) => [each.path]);

  function isOwner(column) {
    return head.owners.some((one) => column.toLowerCase().includes(one));
  }

  /** Columns of the tables by which people look for their templates: few values, and the owner first. */
  function columnsOf() {
    const values = new Map();
    for (const each of templates) {
      for (const [column, value] of Object.entries(each.others)) {
        if (!values.has(column)) values.set(column, new Set());
        const known = values.get(column);
        if (known.size <= MOST_VALUES) known.add(value);
      }
    }
    const few = [...values].filter(([column, known]) => known.size > 1 && (isOwner(column) || known.size <= MOST_VALUES / 4));
    return few.sort((a, b) => isOwner(b[0]) - isOwner(a[0])).slice(0, 6).map(([column]) => column);
  }

  function valueLabel(facet, at) {
    const value = facet.names[at];
    if (facet.key === "state") return ui(STATES[value]);
    if (facet.key === "rule") return rules.get(value).title[lang];
    if (facet.key === "type") return value ? word("types", value) : ui("none");
    if (facet.key === "review") return word("statuses", value);
    if (facet.key === "since") return ui(value);
    return value === "" ? ui("none") : clean(value);
  }

  // Filtering and sorting

  const ORDERS = {
    worst: (a, b) => a.worst - b.worst || a.state - b.state || a.number - b.number,
    place: (a, b) => a.number - b.number,
    findings: (a, b) => b.findings.length - a.findings.length || a.number - b.number,
    segments: (a, b) => b.longest - a.longest || a.number - b.number,
    name: (a, b) => compared(a.name || a.code || "", b.name || b.code || "") || a.number - b.number,
    signature: (a, b) => compared(a.signature || "", b.signature || "") || a.number - b.number,
  };
  const compared = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const ordered = {};
  let shown = [], times = [], matching = 0, selected = -1;

  function filter() {
    const words = by("query").value.toLowerCase().split(/\s+/).filter(Boolean);
    const order = by("sort").value;
    ordered[order] ??= [...templates].sort(ORDERS[order]);
    const once = by("once").checked, seen = new Map();
    const numbers = facets.map((each) => new Int32Array(each.names.length));
    const kept = selected >= 0 ? shown[selected] : null;
    shown = []; times = []; matching = 0;
    for (const each of ordered[order]) {
      if (!words.every((one) => each.text.includes(one))) continue;
      let failed = -1, failures = 0;
      for (let at = 0; at < facets.length && failures < 2; at++) {
        const { chosen, of } = facets[at];
        if (chosen >= 0 && !of[each.number].includes(chosen)) { failed = at; failures++; }
      }
      if (failures > 1) continue;
      for (let at = 0; at < facets.length; at++) {
        if (failures === 0 || failed === at) for (const value of facets[at].of[each.number]) numbers[at][value]++;
      }
      if (failures) continue;
      matching += !each.isDocument;
      const before = once ? seen.get(each.group) : undefined;
      if (before === undefined) {
        seen.set(each.group, shown.length);
        shown.push(each);
        times.push(1);
      } else times[before]++;
    }
    showStates(numbers[0]);
    showFacets(numbers);
    by("count").textContent = ui("count").replace("{n}", matching.toLocaleString()).replace("{all}", (templates.length - documents.size).toLocaleString());
    by("spacer").style.height = `${Math.min(shown.length * ROW, TALLEST)}px`;
    rendered.clear();
    by("spacer").replaceChildren();
    const again = kept ? shown.indexOf(kept) : -1;
    if (again < 0) by("list").scrollTop = 0;
    select(again >= 0 ? again : shown.length ? 0 : -1, again >= 0);
    renderRows();
  }

  function showStates(numbers) {
    const buttons = STATES.map((key, value) => {
      const at = state.names.indexOf(value), number = at < 0 ? 0 : numbers[at];
      const button = element("button", key);
      button.type = "button";
      button.setAttribute("aria-pressed", String(at >= 0 && state.chosen === at));
      button.append(element("span", "number", number.toLocaleString()), ui(key));
      button.onclick = () => { state.chosen = state.chosen === at ? -1 : at; filter(); };
      button.hidden = value !== 3 && value > 1 && at < 0;
      button.disabled = at < 0;
      return button;
    });
    by("states").replaceChildren(...buttons);
  }

  const opened = new Set(), unfolded = new Set(["rule", "type", "signature"]);
  function showFacets(numbers) {
    const focused = document.activeElement?.dataset?.value;
    const parts = facets.slice(1).map((each) => {
      const at = facets.indexOf(each), part = element("details");
      part.open = unfolded.has(each.key) || each.chosen >= 0 || (each.key.startsWith("column ") && isOwner(each.key));
      part.ontoggle = () => (part.open ? unfolded.add(each.key) : unfolded.delete(each.key));
      part.append(element("summary", "", each.label()));
      const values = [...numbers[at].keys()].filter((value) => numbers[at][value] || value === each.chosen);
      values.sort((a, b) => (b === each.chosen) - (a === each.chosen) || numbers[at][b] - numbers[at][a]);
      const most = opened.has(each.key) ? MOST_VALUES : FEW_VALUES;
      for (const value of values.slice(0, most)) {
        const button = element("button");
        button.type = "button";
        button.dataset.value = `${each.key} ${value}`;
        button.setAttribute("aria-pressed", String(each.chosen === value));
        button.append(element("span", "label", valueLabel(each, value)), element("span", "number", numbers[at][value].toLocaleString()));
        if (each.key === "rule") button.title = each.names[value];
        button.onclick = () => { each.chosen = each.chosen === value ? -1 : value; filter(); };
        part.append(button);
      }
      if (values.length > most && most === FEW_VALUES) {
        const more = element("button", "quiet", ui("more").replace("{n}", (values.length - most).toLocaleString()));
        more.type = "button";
        more.onclick = () => { opened.add(each.key); filter(); };
        part.append(more);
      }
      return part;
    });
    by("facets").replaceChildren(...parts);
    if (focused) [...by("facets").querySelectorAll("button")].find((each) => each.dataset.value === focused)?.focus();
  }

  // The list: only the rows in sight are in the page

  const rendered = new Map();
  const scale = () => Math.max(1, (shown.length * ROW) / TALLEST);

  function renderRows() {
    const list = by("list"), height = list.clientHeight || 600;
    const first = Math.max(0, Math.floor((list.scrollTop * scale()) / ROW) - 5);
    const last = Math.min(shown.length, first + Math.ceil(height / ROW) + 10);
    for (const [at, row] of rendered) {
      if (at < first || at >= last) { row.remove(); rendered.delete(at); }
    }
    for (let at = first; at < last; at++) {
      if (rendered.has(at)) continue;
      const row = rowOf(at);
      row.style.top = `${at * ROW - list.scrollTop * (scale() - 1)}px`;
      rendered.set(at, row);
      by("spacer").append(row);
    }
    if (scale() > 1) for (const [at, row] of rendered) row.style.top = `${at * ROW - list.scrollTop * (scale() - 1)}px`;
    if (rendered.has(selected)) list.setAttribute("aria-activedescendant", `row${selected}`);
    else list.removeAttribute("aria-activedescendant");
  }

  function rowOf(at) {
    const each = shown[at], row = element("div", `row ${each.look}`);
    row.id = `row${at}`;
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", String(at === selected));
    row.setAttribute("aria-posinset", at + 1);
    row.setAttribute("aria-setsize", shown.length);
    const first = element("div"), second = element("div");
    first.append(badge(each), element("span", "name", titleOf(each)));
    if (times[at] > 1) first.append(element("span", "side", `\u00d7 ${times[at].toLocaleString()}`));
    if (each.findings.length) first.append(element("span", "side", ui("findings").replace("{n}", each.findings.length)));
    const worst = each.findings[0];
    second.append(element("span", "text", clean(each.content ?? (worst ? worst.message[lang] : "")).slice(0, 200)));
    if (each.messages) second.append(element("span", "side", segmentsOf(each)));
    row.append(first, second);
    row.onclick = () => { select(at, true); by("list").focus({ preventScroll: true }); };
    return row;
  }

  function select(at, keep) {
    rendered.get(selected)?.setAttribute("aria-selected", "false");
    selected = at;
    const each = at >= 0 ? shown[at] : null;
    by("detail").replaceChildren(each ? detailOf(each, times[at]) : element("p", "quiet", ui("nothing")));
    by("detail").scrollTop = 0;
    if (!each) return;
    const list = by("list"), top = (at * ROW) / scale();
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + ROW > list.scrollTop + list.clientHeight) list.scrollTop = top + ROW - list.clientHeight;
    renderRows();
    rendered.get(at)?.setAttribute("aria-selected", "true");
    if (keep) history.replaceState(null, "", `#${each.number + 1}`);
  }

  by("list").addEventListener("scroll", renderRows, { passive: true });
  by("list").addEventListener("keydown", (event) => {
    const page = Math.max(1, Math.floor(by("list").clientHeight / ROW) - 1), last = shown.length - 1;
    const target = {
      ArrowDown: selected + 1, ArrowUp: selected - 1, j: selected + 1, k: selected - 1, Home: 0, End: last,
      PageDown: selected + page, PageUp: selected - page,
    }[event.key];
    if (event.key === "Enter") by("detail").focus();
    else if (target === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    else if (last >= 0) select(Math.min(last, Math.max(0, target)), true);
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/INPUT|SELECT/.test(document.activeElement.tagName)) {
      by("query").focus();
      event.preventDefault();
    } else if (event.key === "Escape") by("list").focus();
  });
  addEventListener("resize", renderRows);

  // One template

  function detailOf(each, equal = 1) {
    const part = document.createDocumentFragment();
    part.append(element("h2", "", titleOf(each)), element("p", "", ""));
    part.lastChild.append(badge(each));
    if (each.content !== null) part.append(textOf(each));
    if (each.findings.length) {
      part.append(element("h3", "", ui("findings-title")));
      const list = element("ol", "findings");
      list.append(...each.findings.map(findingOf));
      part.append(list);
    }
    if (each.review) {
      part.append(element("h3", "", ui("review")));
      const [status, reason, remedy] = each.review;
      part.append(element("p", "", [word("statuses", status), reason && clean(reason)].filter(Boolean).join(ui("colon"))));
      if (remedy) part.append(element("p", "quiet", remedy[lang]));
    }
    if (each.messages) part.append(...messagesOf(each));
    const facts = element("dl");
    for (const [name, value] of factsOf(each)) {
      if (value) facts.append(element("dt", "", clean(name)), element("dd", "", clean(String(value))));
    }
    part.append(element("h3", "", ui("facts")), facts);
    if (equal > 1) {
      const others = members[each.group].filter((number) => number !== each.number);
      part.append(element("h3", "", ui("equal").replace("{n}", others.length.toLocaleString())));
      const places = element("ul", "places");
      for (const number of others.slice(0, MOST_PLACES)) places.append(element("li", "", `${titleOf(templates[number])} \u00b7 ${clean(templates[number].place)}`));
      if (others.length > MOST_PLACES) places.append(element("li", "quiet", ui("more").replace("{n}", (others.length - MOST_PLACES).toLocaleString())));
      part.append(places);
    }
    return part;
  }

  function factsOf(each) {
    const kind = each.type && word("types", each.type) + (each.inferred ? ui("inferred") : "");
    return [
      [ui("place"), each.place], [ui("code"), each.code], [ui("name"), each.name], [ui("type"), kind],
      [ui("signature"), each.signature], ...Object.entries(each.others),
    ];
  }

  function findingOf(finding) {
    const item = element("li", finding.baselined || finding.suppressed !== null ? "hidden-finding" : "");
    const rule = rules.get(finding.rule), level = LEVELS[finding.severity];
    const first = element("p");
    first.append(element("span", `badge ${level}`, word("severities", level)), " ", clean(finding.message[lang]));
    item.append(first);
    const notes = [rule.title[lang], finding.rule, finding.field && clean(finding.field), clean(finding.place)];
    if (finding.since) notes.push(ui(finding.since));
    if (finding.baselined) notes.push(ui("baselined"));
    if (finding.suppressed !== null) notes.push([ui("suppressed"), clean(finding.suppressed)].filter(Boolean).join(ui("colon")));
    item.append(element("p", "quiet", notes.filter(Boolean).join(" \u00b7 ")));
    if (finding.predicts) item.append(element("p", "quiet", ui("predicts") + ui("colon") + finding.predicts));
    if (rule.why) item.append(element("p", "quiet", ui("why") + ui("colon") + rule.why[lang]));
    for (const [safety, title] of finding.fixes) item.append(element("p", "", ui(`fix-${safety}`) + ui("colon") + clean(title[lang])));
    if (rule.remedy && !finding.fixes.length) item.append(element("p", "", ui("remedy") + ui("colon") + rule.remedy[lang]));
    return item;
  }

  /** The text, with its variables, what the findings mark, and what nobody would see. */
  function textOf(each) {
    const characters = Array.from(each.content), end = Math.min(characters.length, LONGEST_TEXT);
    const level = new Uint8Array(end), variable = new Uint8Array(end);
    for (const { range, severity } of each.findings) {
      for (let at = range ? range[0] : end; at < Math.min(range ? range[1] : 0, end); at++) level[at] = Math.max(level[at], 3 - severity);
    }
    if (characters.length === each.content.length) {
      for (const found of each.content.matchAll(VARIABLE)) variable.fill(1, found.index, found.index + found[0].length);
    }
    const box = element("p", "content");
    for (let at = 0, start = 0; at < end; start = at) {
      for (at++; at < end && level[at] === level[start] && variable[at] === variable[start];) at++;
      const part = level[start] ? element("mark", LEVELS[3 - level[start]]) : element("span", variable[start] ? "variable" : "");
      if (level[start] && variable[start]) part.classList.add("variable");
      addVisible(part, characters.slice(start, at));
      box.append(part);
    }
    if (end < characters.length) box.append(" \u2026");
    return box;
  }

  function addVisible(part, characters) {
    let plain = "";
    for (const each of characters) {
      if (each === "\n" || !UNSEEN.test(each)) plain += each;
      else {
        part.append(plain, element("span", "control", codePoint(each)));
        plain = "";
      }
    }
    part.append(plain);
  }

  function messagesOf(each) {
    const [shortest, longest, price] = each.messages, parts = [];
    const same = shortest[0] === longest[0];
    for (const [key, [text, encoding, length, segments]] of [["shortest", shortest], ["longest", longest]].slice(0, same ? 1 : 2)) {
      const unit = head.units[encoding][lang], cost = price === null ? "" : `${ui("cost")} ${money(price * segments)}`;
      const numbers = [`${length} ${unit}`, ui("segments").replace("{n}", segments), cost].filter(Boolean).join(" \u00b7 ");
      const box = element("p", "message");
      addVisible(box, Array.from(text).slice(0, LONGEST_TEXT));
      parts.push(element("h3", "", `${ui(same ? "only" : key)} \u00b7 ${numbers}`), box);
    }
    return parts;
  }

  const money = (value) => String(Number(value.toFixed(4)));

  function segmentsOf(each) {
    const [shortest, longest, price] = each.messages;
    const range = (a, b) => (a === b ? String(a) : `${a}\u2013${b}`);
    const segments = ui("segments").replace("{n}", range(shortest[3], longest[3]));
    return price === null ? segments : `${segments} \u00b7 ${range(money(price * shortest[3]), money(price * longest[3]))}`;
  }

  function titleOf(each) {
    const parts = [each.code, each.name].filter(Boolean);
    return clean(parts.length ? parts.join(" ") : `${each.signature ? `${each.signature} ` : ""}${each.place}`);
  }

  function badge(each) {
    return element("span", `badge ${each.look}`, ui(each.state === 3 && each.worst === 2 ? "advice" : STATES[each.state]));
  }

  const codePoint = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

  /** A text in one line, in which nothing is unseen. */
  function clean(text) {
    const line = String(text).slice(0, LONGEST_TEXT).replace(/\s+/g, " ");
    return UNSEEN.test(line) ? Array.from(line, (each) => (UNSEEN.test(each) ? `<${codePoint(each)}>` : each)).join("") : line;
  }

  function element(name, className = "", text = null) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== null) made.textContent = text;
    return made;
  }

  // Paper: what is filtered, one after the other

  addEventListener("beforeprint", () => {
    const paper = by("paper");
    paper.replaceChildren(element("p", "", by("count").textContent));
    for (const [at, each] of shown.slice(0, MOST_ON_PAPER).entries()) {
      const sheet = element("section", "sheet");
      sheet.append(detailOf(each, times[at]));
      paper.append(sheet);
    }
    if (shown.length > MOST_ON_PAPER) paper.append(element("p", "", ui("more").replace("{n}", (shown.length - MOST_ON_PAPER).toLocaleString())));
  });
  addEventListener("afterprint", () => by("paper").replaceChildren());

  // Language and theme

  function speak() {
    document.documentElement.lang = lang ? "zh-CN" : "en";
    document.title = ui("title");
    for (const each of document.querySelectorAll("[data-text]")) each.textContent = ui(each.dataset.text);
    for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", ui(each.dataset.label));
    for (const each of document.querySelectorAll("[data-placeholder]")) each.placeholder = ui(each.dataset.placeholder);
    by("language").textContent = ui("language");
    by("language").lang = lang ? "en" : "zh-CN";
    by("theme").textContent = ui(`theme-${document.documentElement.dataset.theme || "auto"}`);
    by("checked").textContent = summary.sentences.map((pair) => pair[lang]).join(" ");
    by("footer").textContent = `smslint ${head.version} \u00b7 ${ui("promise")}`;
    const chosen = by("sort").value || "worst";
    by("sort").replaceChildren(...Object.keys(ORDERS).map((key) => {
      const option = element("option", "", ui(`by-${key}`));
      option.value = key;
      return option;
    }));
    by("sort").value = chosen;
    by("gone").hidden = !gone.length;
    const lines = gone.slice(0, MOST_VALUES).map((each) => {
      const parts = [each.path, each.template, each.rule, each.message].filter(Boolean).map(clean);
      return element("li", "", parts.join(" \u00b7 ") + (each.count > 1 ? ` \u00d7 ${each.count}` : ""));
    });
    if (gone.length > lines.length) lines.push(element("li", "quiet", ui("more").replace("{n}", gone.length - lines.length)));
    const list = element("ul", "places");
    list.append(...lines);
    by("gone").replaceChildren(element("h2", "", ui("gone")), list);
    filter();
  }

  by("language").onclick = () => { lang = 1 - lang; speak(); };
  by("theme").onclick = () => {
    const root = document.documentElement, themes = ["", "light", "dark"];
    const next = themes[(themes.indexOf(root.dataset.theme || "") + 1) % themes.length];
    if (next) root.dataset.theme = next;
    else delete root.dataset.theme;
    by("theme").textContent = ui(`theme-${next || "auto"}`);
  };
  by("print").onclick = () => print();
  by("query").oninput = by("sort").onchange = by("once").onchange = filter;
  by("clear").onclick = () => {
    by("query").value = "";
    for (const each of facets) each.chosen = -1;
    filter();
    by("query").focus();
  };
  if (!summary) summary = { sentences: [head.texts.incomplete] };
  lang = head.language === "zh" ? 1 : 0;
  speak();
  const asked = templates[Number(location.hash.slice(1)) - 1];
  if (asked) {
    by("once").checked = false;
    filter();
    select(shown.indexOf(asked), true);
  }
  document.documentElement.dataset.ready = "";
}
