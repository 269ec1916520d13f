"""One form for templates in YAML. Comments move with the field that follows them."""

from __future__ import annotations

import re
from typing import Final

from smslint.core.patterns import lazy_pattern
from smslint.core.template import Template
from smslint.core.text import Text
from smslint.documents.formats.tidy import ORDER, declarations
from smslint.syntax.yaml.values import block

_KEY: Final = lazy_pattern(r"([A-Za-z_]+)[ \t]*:(?=[ \t\r\n]|\Z)")
_DASH: Final = lazy_pattern(r"([ \t]*-[ \t]+)(?=[^ \t\r\n#])")


def tidied_item(source: str, template: Template) -> str | None:
    """A template in a list of them: without its indentation it is a mapping like any other."""
    lines = Text(source)
    number = len(lines.line_starts)
    first = next(
        (at for at in range(number) if lines.line(at).strip() and not lines.line(at).lstrip().startswith("#")), 0
    )
    dash = _DASH.match(lines.line(first))
    if dash is None:
        return tidied_mapping(source, template)
    width, prefix = dash.end(), dash[1]
    head = source[: lines.line_starts[first]]
    bare: list[str] = [source[lines.line_starts[first] + width : _next(lines, first)]]
    for at in range(first + 1, number):
        line = source[lines.line_starts[at] : _next(lines, at)]
        if line.strip() and line[:width].strip():
            return None
        bare.append(line[width:] if line.strip() else line)
    body = tidied_mapping("".join(bare), template)
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


def tidied_mapping(source: str, template: Template) -> str | None:
    """A mapping whose keys stand at the start of lines; None where it has none."""
    head, blocks, tail = _blocks(source)
    if not blocks:
        return None
    ending = "\r\n" if "\r\n" in source else "\n"
    if blocks[-1][1] and not blocks[-1][1].endswith(("\n", "\r")):
        blocks[-1] = blocks[-1][0], blocks[-1][1] + ending
    made = [
        (key, block("variables", declarations(template), "", ending) + ending)
        if key == "variables" and template.variables and "#" not in text
        else (key, text)
        for key, text in blocks
    ]
    made.sort(key=lambda each: ORDER.get(each[0], len(ORDER)))
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
