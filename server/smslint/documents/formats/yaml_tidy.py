"""The usual form of templates in YAML. Comments move with the field that follows them."""

from __future__ import annotations

from smslint.core.template import Template
from smslint.documents.formats.format import ORDER, declarations
from smslint.syntax.lines import line_break
from smslint.syntax.yaml.lines import LINE, Line, has_block_scalar, line_of
from smslint.syntax.yaml.values import block


def tidied_item(source: str, template: Template) -> str | None:
    """A template in a list: without its indentation it is a mapping like any other."""
    lines = _lines(source)
    first = next((at for at, (line, _) in enumerate(lines) if not line.blank), None)
    item = lines[first][0] if first is not None else None
    if first is None or item is None or item.dash is None or item.key is None:
        return tidied_mapping(source, template)
    width, dash = item.column, item.text[: item.column]
    bare = [lines[first][1][width:]]
    for line, text in lines[first + 1 :]:
        if text.strip() and line.text[:width].strip():
            return None
        bare.append(text[width:] if text.strip() else text)
    body = tidied_mapping("".join(bare), template)
    if body is None:
        return None
    out, begun = [text for _, text in lines[:first]], False
    for _, text in _lines(body):
        if begun or not text.strip():
            out.append(" " * width + text if text.strip() else text)
        elif text.startswith("#"):
            out.append(" " * item.dash + text)
        else:
            out.append(dash + text)
            begun = True
    return "".join(out)


def _lines(source: str) -> list[tuple[Line, str]]:
    """Each line, and its text with its break."""
    return [(line_of(found[1] + found[2]), found[0]) for found in LINE.finditer(source) if found[0]]


def tidied_mapping(source: str, template: Template) -> str | None:
    """A mapping whose keys are at the start of lines; None if there are none."""
    head, blocks, tail = _blocks(source)
    if not blocks:
        return None
    ending = line_break(source)
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
    """The text before the keys, each key with all that belongs to it, and the blank lines at the end."""
    head = waiting = tail = ""
    blocks: list[tuple[str, str]] = []
    for line, text in _lines(source):
        waiting += text
        if line.key is not None and line.column == 0:
            blocks.append((line.key, waiting))
        elif text.startswith("#"):
            continue
        elif blocks:
            blocks[-1] = blocks[-1][0], blocks[-1][1] + waiting
        else:
            head += waiting
        waiting = ""
    if blocks and not has_block_scalar(blocks[-1][1]):
        key, body = blocks[-1]
        kept = body.rstrip("\r\n")
        ending = line_break(body[len(kept) :]) if len(kept) < len(body) else ""
        blocks[-1], tail = (key, kept + ending), body[len(kept) + len(ending) :]
    return head, blocks, tail + waiting
