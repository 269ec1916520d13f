// The editor of the message: what findings mark, what variables are, and the names that are likely at the cursor.

import { autocompletion, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { Compartment, RangeSet, StateEffect, StateField } from "@codemirror/state";
import {
  Decoration, EditorView, MatchDecorator, ViewPlugin, highlightSpecialChars, hoverTooltip, keymap, placeholder,
} from "@codemirror/view";

const TYPED = /[$＄￥¥][{｛]?([A-Za-z0-9_\u4e00-\u9fff]*)$/;
const REST = /^[A-Za-z0-9_]*[}｝]|^/;

const setMarks = StateEffect.define();
/** The marks of the last check. They move with the text until the next one comes. */
const marks = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    value = value.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setMarks)) value = effect.value;
    return value;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const variables = new MatchDecorator({ regexp: /\$\{[^{}\n]*\}/g, decoration: Decoration.mark({ class: "variable" }) });
const highlighted = ViewPlugin.define(
  (view) => ({ decorations: variables.createDeco(view), update(update) { this.decorations = variables.updateDeco(update, this.decorations); } }),
  { decorations: (plugin) => plugin.decorations },
);

/** Which part of a text differs from another one. */
function difference(before, after) {
  let start = 0, end = 0;
  const most = Math.min(before.length, after.length);
  while (start < most && before[start] === after[start]) start++;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

export class Editor {
  #view;
  #messages = [];
  #words = new Compartment();
  #quiet = false;

  /** `changed(text)` is told what is typed, `complete(start, end)` asked for variables, `declare` for chosen ones. */
  constructor(parent, nonce, { changed, complete, declare, titleOf }) {
    const source = async (context) => {
      const line = context.state.doc.lineAt(context.pos);
      const found = TYPED.exec(line.text.slice(0, context.pos - line.from));
      if (!found) return null;
      const from = line.from + found.index;
      const to = context.pos + REST.exec(line.text.slice(context.pos - line.from))[0].length;
      const typed = found[1].toLowerCase();
      const options = (await complete(from, to)).filter(({ name, title }) =>
        name.toLowerCase().includes(typed) || (title && Object.values(title).some((each) => each.toLowerCase().includes(typed))));
      return {
        from, filter: false,
        options: options.slice(0, 30).map((each) => ({
          label: `\${${each.name}}`, detail: each.title ? titleOf(each.title) : "", type: "variable",
          apply: (view) => {
            view.dispatch({ changes: { from, to, insert: `\${${each.name}}` }, selection: { anchor: from + each.name.length + 3 }, userEvent: "input.complete" });
            if (each.attribute) declare(each.name, each.attribute);
          },
        })),
      };
    };
    this.#view = new EditorView({
      parent,
      extensions: [
        EditorView.cspNonce.of(nonce), EditorView.lineWrapping, highlightSpecialChars(), history(), marks, highlighted,
        this.#words.of([]), autocompletion({ override: [source], icons: false }),
        hoverTooltip((view, at) => this.#told(at)),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !this.#quiet) changed(this.text);
        }),
      ],
    });
  }

  #told(at) {
    const found = this.#messages.filter(({ from, to }) => from <= at && at <= to);
    if (!found.length) return null;
    return {
      pos: Math.min(...found.map((each) => each.from)), above: true,
      create: () => {
        const dom = document.createElement("div");
        dom.className = "told";
        for (const each of found) dom.append(Object.assign(document.createElement("p"), { textContent: each.message, className: each.severity }));
        return { dom };
      },
    };
  }

  get text() { return this.#view.state.doc.toString(); }

  set text(after) {
    if (after === this.text) return;
    this.#quiet = true;
    this.#view.dispatch({ changes: difference(this.text, after) });
    this.#quiet = false;
  }

  /** Words for people: the name of the field, and what it shows while it is empty. */
  speak(label, hint) {
    this.#view.dispatch({ effects: this.#words.reconfigure([
      EditorView.contentAttributes.of({ "aria-label": label, "aria-multiline": "true", spellcheck: "false" }), placeholder(hint),
    ]) });
  }

  /** Shows the ranges of findings, which belong to the text as it is now. */
  mark(found) {
    const length = this.#view.state.doc.length;
    this.#messages = found.filter(({ to }) => to <= length);
    const ranges = this.#messages.filter(({ from, to }) => from < to)
      .map(({ from, to, severity }) => Decoration.mark({ class: `mark ${severity}` }).range(from, to));
    this.#view.dispatch({ effects: setMarks.of(ranges.length ? RangeSet.of(ranges, true) : Decoration.none) });
  }

  show(from, to) {
    const length = this.#view.state.doc.length;
    this.#view.dispatch({ selection: { anchor: Math.min(from, length), head: Math.min(to, length) }, scrollIntoView: true });
    this.#view.focus();
  }
}
