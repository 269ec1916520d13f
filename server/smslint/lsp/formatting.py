"""One form for front matter, manifests and declarations: the fields in their order, each declaration as short as it
can be.

Nothing is formatted whose result does not read back as exactly the same templates. Comments move with the field
that follows them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.template import Template, Variable
from smslint.core.text import Text
from smslint.documents import read
from smslint.documents.entry import TemplateEntry
from smslint.documents.fields import FIELDS
from smslint.documents.formats.sms import Parts
from smslint.documents.lowering import same
from smslint.lsp.actions.fixes import differences
from smslint.lsp.edits import Edits
from smslint.lsp.inspection import Inspection
from smslint.syntax.edit import Edit, applied
from smslint.syntax.tree import Plain
from smslint.syntax.yaml.values import block

_ORDER: Final = {field.name: number for number, field in enumerate(FIELDS)}
_KEY: Final = lazy_pattern(r"([A-Za-z_]+)[ \t]*:(?=[ \t\r\n]|\Z)")
_DASH: Final = lazy_pattern(r"([ \t]*-[ \t]+)(?=[^ \t\r\n#])")
_PARTS: Final = ("attribute", "example", "description")


def formatted(inspection: Inspection, entries: Iterable[TemplateEntry]) -> Edits:
    """The edits that give templates their form; none for what is broken or cannot be formatted safely."""
    text = inspection.document.text
    if text is None:
        return []
    made = [edit for entry in entries for edit in _of(inspection, entry) if _keeps(inspection, [edit])]
    if not made or not _keeps(inspection, made):
        return []
    return differences(text, Text(applied(text.value, made)))


def _keeps(inspection: Inspection, edits: list[Edit]) -> bool:
    """Whether edits leave every template as it is."""
    document = inspection.document
    assert document.text is not None
    text = applied(document.text.value, edits)
    after = read(text, document.name, format=document.format, previous=document, keep=True)
    entries = tuple(after.entries())
    if len(entries) != len(inspection.entries):
        return False
    return all(same(old.template, new.template) for old, new in zip(inspection.entries, entries, strict=True))


def _of(inspection: Inspection, entry: TemplateEntry) -> list[Edit]:
    template = entry.template
    if template is None or entry.problems:
        return []
    source, format = inspection.source(entry), inspection.document.format
    if format == "sms":
        parts = Parts(source)
        if not (parts.has_front and parts.closed):
            return []
        front = source[parts.front_start : parts.front_end]
        return _changed(front, _mapping(front, template), entry.start + parts.front_start)
    if format == "yaml":
        return _changed(source, _item(source, template), entry.start)
    if format in ("json", "jsonl"):
        return _changed(source, _object(inspection, entry, template), entry.start)
    return []


def _changed(old: str, new: str | None, start: int) -> list[Edit]:
    return [] if new is None or new == old else [Edit(start, start + len(old), new)]


def _item(source: str, template: Template) -> str | None:
    """A template in a list of them: without its indentation it is a mapping like any other."""
    lines = Text(source)
    number = len(lines.line_starts)
    first = next(
        (at for at in range(number) if lines.line(at).strip() and not lines.line(at).lstrip().startswith("#")), 0
    )
    dash = _DASH.match(lines.line(first))
    if dash is None:
        return _mapping(source, template)
    width, prefix = dash.end(), dash[1]
    head = source[: lines.line_starts[first]]
    bare: list[str] = [source[lines.line_starts[first] + width : _next(lines, first)]]
    for at in range(first + 1, number):
        line = source[lines.line_starts[at] : _next(lines, at)]
        if line.strip() and line[:width].strip():
            return None
        bare.append(line[width:] if line.strip() else line)
    body = _mapping("".join(bare), template)
    if body is None:
        return None
    made = Text(body)
    out, begun = [head], False
    for at in range(len(made.line_starts)):
        line = body[made.line_starts[at] : _next(made, at)]
        if begun or not line.strip():
            out.append(" " * width + line if line.strip() else line)
        elif line.startswith("#"):
            out.append(" " * (len(prefix) - len(prefix.lstrip())) + line)
        else:
            out.append(prefix + line)
            begun = True
    return "".join(out)


def _next(text: Text, line: int) -> int:
    return text.line_starts[line + 1] if line + 1 < len(text.line_starts) else len(text)


def _mapping(source: str, template: Template) -> str | None:
    """A mapping whose keys stand at the start of lines; None where it has none."""
    head, blocks, tail = _blocks(source)
    if not blocks:
        return None
    ending = "\r\n" if "\r\n" in source else "\n"
    if blocks[-1][1] and not blocks[-1][1].endswith(("\n", "\r")):
        blocks[-1] = blocks[-1][0], blocks[-1][1] + ending
    made = [
        (key, block("variables", _declarations(template), "", ending) + ending)
        if key == "variables" and template.variables and "#" not in text
        else (key, text)
        for key, text in blocks
    ]
    made.sort(key=lambda each: _ORDER.get(each[0], len(_ORDER)))
    written = head + "".join(text for _, text in made) + tail
    return written if source.endswith(("\n", "\r")) or not source else written.removesuffix(ending)


def _blocks(source: str) -> tuple[str, list[tuple[str, str]], str]:
    """What stands before the keys, each key with all that belongs to it, and the blank lines at the end."""
    text = Text(source)
    head, tail = "", ""
    blocks: list[tuple[str, str]] = []
    waiting = ""
    for at in range(len(text.line_starts)):
        line = source[text.line_starts[at] : _next(text, at)]
        key = _KEY.match(line)
        if key is not None:
            blocks.append((key[1], waiting + line))
            waiting = ""
        elif line.startswith("#"):
            waiting += line
        elif blocks:
            blocks[-1] = blocks[-1][0], blocks[-1][1] + waiting + line
            waiting = ""
        else:
            head += waiting + line
            waiting = ""
    if blocks:
        body = blocks[-1][1]
        kept = body.rstrip("\r\n")
        ending = body[len(kept) :]
        first = "\r\n" if ending.startswith("\r\n") else ending[:1]
        if not re.search(r":[ \t]*[|>][^\r\n]*[\r\n]", body):
            tail, body = ending[len(first) :], kept + first
            blocks[-1] = blocks[-1][0], body
    return head, blocks, tail + waiting


def _declarations(template: Template) -> Plain:
    return {name: _declaration(variable) for name, variable in template.variables.items()}


def _declaration(variable: Variable) -> Plain:
    """The attribute's code alone where that is all."""
    given: dict[str, Plain] = {part: getattr(variable, part) for part in _PARTS if getattr(variable, part) is not None}
    return variable.attribute if list(given) == ["attribute"] else given


def _object(inspection: Inspection, entry: TemplateEntry, template: Template) -> str | None:
    """An object of JSON, a key a line; in JSON lines all in one."""
    source = inspection.source(entry)
    try:
        value = json.loads(source, object_pairs_hook=_pairs)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    if entry.parsed.schema.name == "manifest" or inspection.document.format == "jsonl":
        value = dict(sorted(value.items(), key=lambda pair: _ORDER.get(pair[0], len(_ORDER))))
    if isinstance(value.get("variables"), dict):
        value["variables"] = _declarations(template)
    if inspection.document.format == "jsonl":
        return json.dumps(value, ensure_ascii=False)
    text = inspection.document.text
    assert text is not None
    before = text.value[text.line_starts[text.line_of(entry.start)] : entry.start]
    indent = before[: len(before) - len(before.lstrip(" \t"))]
    ending = "\r\n" if "\r\n" in text.value else "\n"
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", ending + indent)


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made
